import BGTopTeaching
import BackgroundWorkEvents
import Foundation

/// What is seen of the runs of all lessons, in `Lanes.txt`: each lane with its beginning, its end and what asked it to stop, what was
/// refused, and what the code said. The texts speak of more of it than they ask about; that is true as long as this is.
///
/// `UPDATE_GOLDENS=1` writes what a run shows into the book. Whoever does that reads the difference, and the texts beside it.
struct LaneBook {
    static let isWritten = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"

    /// How far from the moment in the book something may be; moments that are told apart are twice as far from each other.
    private static let tolerance = 50
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Lanes.txt")

    /// The lines of each page, by its title.
    private var pages: [String: [String]] = [:]

    static func read() throws -> LaneBook {
        var book = LaneBook()
        var title = ""
        for line in try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map(String.init) {
            if line.hasPrefix("  ") { book.pages[title, default: []].append(line) } else { title = line }
        }
        return book
    }

    func page(_ title: String) -> [String] { self.pages[title] ?? [] }

    mutating func write(_ lines: [String], on title: String) throws {
        self.pages[title] = lines
        let titles = self.pages.keys.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        let text = titles.map { ([$0] + self.page($0)).joined(separator: "\n") + "\n" }.joined(separator: "\n")
        try Data(text.utf8).write(to: Self.file)
    }

    /// Those of `lines` that `page` does not have, and the other way round.
    static func differences(_ lines: [String], _ page: [String]) -> [String] {
        var missing = page
        var surplus: [String] = []
        for line in lines {
            if let index = missing.firstIndex(where: { Self.isSame(line, $0) }) {
                missing.remove(at: index)
            } else {
                surplus.append(line)
            }
        }
        return surplus.map { "seen:\($0)" } + missing.map { "in the book:\($0)" }
    }

    /// Word by word; of two numbers behind the name only that they are near each other.
    private static func isSame(_ line: String, _ other: String) -> Bool {
        let (parts, others) = (line.split(separator: "|"), other.split(separator: "|"))
        guard parts.first == others.first, parts.count == others.count else { return false }
        let words = zip(parts, others).dropFirst().map { ($0.split(separator: " "), $1.split(separator: " ")) }
        return words.allSatisfy { words, others in
            words.count == others.count
                && zip(words, others).allSatisfy { word, other in
                    if let number = Int(word), let other = Int(other) { return abs(number - other) <= Self.tolerance }
                    return word == other
                }
        }
    }

    /// - Parameter chance: Names of lanes of which nobody can say whether there will be any.
    static func lines(of timeline: Timeline, besides chance: Set<String>) -> [String] {
        let lanes = timeline.lanes.filter { !chance.contains($0.name) }.map(Self.line)
        let refusals = timeline.refusals.map { "  \($0.name) | refused at \($0.at.rounded)" }
        return lanes.sorted() + refusals.sorted() + timeline.said.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    }

    private static func line(of lane: Timeline.Lane) -> String {
        var parts = ["  \(lane.name)"]
        parts.append("from \(lane.submittedAt.rounded)")
        if let start = lane.startedAt, (start - lane.submittedAt).rounded > Self.tolerance {
            parts.append("queued until \(start.rounded)")
        }
        let isAskedInTime = lane.deliveredAt.map { asked in
            lane.endedAt.map { ($0 - asked).rounded > Self.tolerance } ?? true
        }
        // Of what ends when it is asked to, the end says when that was.
        if isAskedInTime == true, let asked = lane.deliveredAt { parts.append("asked to stop at \(asked.rounded)") }
        if let end = lane.endedAt {
            parts.append("\(lane.outcome?.rawValue ?? "ended") at \(end.rounded)")
        } else {
            parts.append("goes on")
        }
        if lane.isEscaped { parts.append("escaped") }
        // Without where in the source it is from.
        if lane.outcome == .failed, let error = lane.errorText { parts.append(error.replacing(/\ \[.*\]/, with: "")) }
        return parts.joined(separator: " | ")
    }
}

extension Duration {
    /// In milliseconds, to the nearest ten: how late something was to the millisecond is in no text.
    fileprivate var rounded: Int { Int((self / .milliseconds(10)).rounded()) * 10 }
}
