import BGTopStore
import BackgroundWorkEvents

/// The columns of the table of what holds the exit, from left to right.
enum HolderColumns {
    static let all: [Column<DrainForecast.Holder>] = [
        Column(
            title: "ID",
            explanation: "as in the table of tasks",
            width: 6...7,
            importance: 85,
            alignment: .trailing,
            order: .submission
        ) { holder, cell in
            cell.text(holder.row.id.description, .muted)
        },
        Column(
            title: "HOLDING THE EXIT",
            explanation: "the kind of work, the worst first",
            width: 16...26,
            importance: 95,
            order: .text { holder, _ in holder.row.task.name }
        ) { holder, cell in
            cell.text(holder.row.task.name, .strong)
        },
        Self.duration("RAN", "since it started; a dash while it is queued", importance: 80) { $0.row.ran(at: $1) },
        Self.duration("p50", "half of the successful runs of this name were shorter", importance: 50) { holder, _ in
            holder.verdict.usual?.p50
        },
        Self.duration("p99", "of a hundred successful runs of this name ninety-nine were shorter", importance: 60) {
            holder,
            _ in
            holder.verdict.usual?.p99
        },
        Column(
            title: "LEFT",
            explanation: "how long it will likely take from now, four times out of five",
            width: 10...14,
            importance: 70,
            order: .number { holder, _ in holder.verdict.likelyLeft?.upperBound.inSeconds ?? .greatestFiniteMagnitude }
        ) { holder, cell in
            cell.optional(cell.store.interruption == nil ? holder.verdict.likelyLeft?.prose : nil)
        },
        Column(
            title: "now.......deadline",
            explanation: "when it is likely over: no sooner than the full line, no later than the thin one",
            width: 20...32,
            importance: 40,
            order: .submission,
            cell: TimeLeft.cell
        ),
        Column(
            title: "VERDICT",
            explanation: "what will become of it in time, and how likely, judged by how long its name's runs took",
            width: 20...20,
            importance: 90,
            order: .submission
        ) { holder, cell in
            cell.store.interruption.map { cell.text($0.lifeWord, $0.lifeRole) }
                ?? cell.text(holder.verdict.words, holder.verdict.role)
        },
        Column(
            title: "WHY",
            explanation: "what the verdict rests on; of the selected task it also stands below the list",
            width: 30...80,
            importance: 10,
            stretch: 2,
            order: .submission
        ) { holder, cell in
            cell.text(cell.store.interruption == nil ? holder.verdict.reason : "", .muted)
        },
    ]

    private static func duration(
        _ title: String,
        _ explanation: String,
        importance: Int,
        _ duration: @escaping @Sendable (DrainForecast.Holder, TaskInstant) -> Duration?
    ) -> Column<DrainForecast.Holder> {
        Column(
            title: title,
            explanation: explanation,
            width: 6...6,
            importance: importance,
            alignment: .trailing,
            order: .number { holder, store in duration(holder, store.now)?.inSeconds ?? -1 },
            isDescending: true
        ) { holder, cell in
            cell.optional(duration(holder, cell.store.now)?.compact)
        }
    }
}

extension Verdict {
    /// Of whom nobody knows when it ends, what it has to do with threads is more than that nobody knows: whoever keeps one cannot be
    /// told to end, and who has none cannot do so.
    private var plight: (words: String, role: Role)? {
        guard case .unknown = self.kind else { return nil }
        if self.holdsThread { return ("holds a thread", .bad) }
        return self.waitsForThread ? ("waits for a thread", .caution) : nil
    }

    var words: String { self.plight?.words ?? self.kind.words }
    var role: Role { self.plight?.role ?? self.kind.role }
}

extension Verdict.Kind {
    fileprivate var words: String {
        switch self {
        case .finishes(let probability): "finishes  \(probability.probabilityPercentage)"
        case .timesOut(let probability): "times out  \(probability.probabilityPercentage)"
        case .atRisk(let probability): "at risk  \(probability.probabilityPercentage)"
        case .willNotFinish: "will not finish"
        case .unknown(let runs?): runs == 1 ? "unknown, 1 run" : "unknown, \(runs.grouped) runs"
        case .unknown(nil): "unknown"
        case .ignoresCancellation: "ignores cancellation"
        }
    }

    fileprivate var role: Role {
        switch self {
        case .finishes: .good
        case .timesOut, .atRisk: .caution
        case .willNotFinish, .ignoresCancellation: .bad
        case .unknown: .muted
        }
    }

    var isBad: Bool { self.role == .bad }
}

extension ClosedRange<Duration> {
    /// `1 - 24 s`, `under 2 s`.
    fileprivate var prose: String {
        let (low, high) = (self.lowerBound.inSeconds.rounded(.down), self.upperBound.inSeconds.rounded(.up))
        guard high < 600 else { return "over " + self.lowerBound.short }
        return low < 1 ? "under \(Int(high < 1 ? 1 : high)) s" : "\(Int(low)) - \(Int(high)) s"
    }
}
