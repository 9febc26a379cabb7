import BGTopStore
import BackgroundWorkEvents

/// Something that can be true of a process: `running==0`, `queued<10`, `phase==stopped`.
struct Condition: Equatable {
    /// Why a text is no condition, as a sentence.
    struct Unreadable: Error, Equatable, CustomStringConvertible {
        let description: String
    }

    enum Comparison: String, CaseIterable {
        // Those of two characters first: the others begin like them.
        case equal = "==", unequal = "!=", atMost = "<=", atLeast = ">=", less = "<", more = ">"

        func holds(_ left: UInt64, _ right: UInt64) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .atMost: left <= right
            case .atLeast: left >= right
            case .less: left < right
            case .more: left > right
            }
        }
    }

    private static let numbers: [String: @Sendable (TaskStore) -> UInt64] = [
        "alive": { UInt64($0.alive) }, "running": { UInt64($0.running) }, "queued": { UInt64($0.queued) },
        "submitted": { $0.totals.submitted }, "succeeded": { $0.totals.succeeded }, "failed": { $0.totals.failed },
        "cancelled": { $0.totals.cancelled }, "timedOut": { $0.totals.timedOut }, "discarded": { $0.totals.discarded },
        "ended": { $0.totals.ended }, "rejected": { $0.totals.rejected.total }, "warnings": { UInt64($0.warnings.count) },
    ]
    private static let phases = ["accepting", "draining", "cancelling", "stopped"]

    /// What can stand on its left.
    static let subjects = (Self.numbers.keys.sorted() + ["phase"]).joined(separator: ", ")

    /// As it was given, without blanks.
    let text: String
    private let subject: String
    private let comparison: Comparison
    private let value: String

    init(_ text: String) throws(Unreadable) {
        let text = text.filter { !$0.isWhitespace }
        let found = Comparison.allCases.lazy.compactMap { comparison in
            text.firstRange(of: comparison.rawValue).map { (comparison, $0) }
        }.first
        guard let (comparison, range) = found else {
            throw Unreadable(description: "it must compare, as running==0 does.")
        }
        self.text = text
        self.subject = String(text[..<range.lowerBound])
        self.comparison = comparison
        self.value = String(text[range.upperBound...])
        if self.subject == "phase" {
            guard Self.phases.contains(self.value), [.equal, .unequal].contains(comparison) else {
                throw Unreadable(description: "a phase is == or != one of \(Self.phases.joined(separator: ", ")).")
            }
        } else {
            guard Self.numbers[self.subject] != nil else {
                throw Unreadable(description: "it can be about \(Self.subjects).")
            }
            guard UInt64(self.value) != nil else {
                throw Unreadable(description: "\(self.subject) is compared with a whole number.")
            }
        }
    }

    func holds(in store: TaskStore) -> Bool {
        if self.subject == "phase" {
            // Whoever has told what the shutdown came to has stopped, also where a task is left that did not.
            let phase = store.report == nil ? store.drain?.phase : .stopped
            return (phase?.rawValue == self.value) == (self.comparison == .equal)
        }
        guard let number = Self.numbers[self.subject], let value = UInt64(self.value) else { return false }
        return self.comparison.holds(number(store), value)
    }
}
