import BGTopStore
import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A scale on which equal distances are equal factors, from one round duration to another: durations of every size have room on
/// it, and the tail of those that took long is seen.
struct LogAxis: Hashable, Sendable {
    /// Nothing is told apart below; nanoseconds.
    private static let shortest = 1_000.0

    /// In nanoseconds; each of them 1, 2 or 5 times a power of ten.
    let lower: Double
    let upper: Double
    let width: Int

    /// - Parameter range: What has to find room, in nanoseconds.
    init(covering range: Range<Int64>, width: Int) {
        let round = Self.roundDurations(upTo: max(Self.shortest * 2, Double(range.upperBound)))
        let lower = round.last { $0 <= Double(range.lowerBound) } ?? Self.shortest
        self.lower = lower
        self.upper = round.last ?? lower * 2
        self.width = max(1, width)
    }

    /// Where `nanoseconds` is: from 0, the left edge, to the width.
    func position(of nanoseconds: Double) -> Double {
        let share = log2(max(nanoseconds, self.lower) / self.lower) / log2(self.upper / self.lower)
        return min(1, share) * Double(self.width)
    }

    func column(of duration: Duration) -> Int {
        min(self.width - 1, Int(self.position(of: duration.inSeconds * 1e9)))
    }

    /// How many durations are in each column. What a step has is spread over the columns that it crosses.
    func counts(of steps: [DurationStep]) -> [Double] {
        var counts = [Double](repeating: 0, count: self.width)
        for step in steps {
            let start = self.position(of: Double(step.nanoseconds.lowerBound))
            let end = max(self.position(of: Double(step.nanoseconds.upperBound)), start)
            let columns = min(self.width - 1, Int(start))...min(self.width - 1, Int(end))
            for column in columns {
                let overlap = min(end, Double(column + 1)) - max(start, Double(column))
                let share = end > start ? max(0, overlap) / (end - start) : 1
                counts[column] += Double(step.count) * share
            }
        }
        return counts
    }

    /// The scale's own durations in one line: both ends, then the powers of ten as far as there is room; the others only if all of
    /// them have some.
    var labels: String {
        let round = Self.roundDurations(upTo: self.upper).filter { $0 >= self.lower && $0 <= self.upper }
        let decades = round.filter(Self.isDecade)
        var line = [Character](repeating: " ", count: self.width)
        for duration in [self.lower, self.upper] + decades { self.place(duration, in: &line) }
        var whole = line
        let others = round.dropFirst().dropLast().filter { !Self.isDecade($0) }
        return String(others.allSatisfy { self.place($0, in: &whole) } ? whole : line)
    }

    /// - Returns: Whether there was room for the label, and a blank on both sides of it.
    @discardableResult
    private func place(_ duration: Double, in line: inout [Character]) -> Bool {
        let label = Array(Self.text(duration))
        let start = min(Int(self.position(of: duration)), self.width - label.count)
        guard start >= 0 else { return false }
        let room = max(0, start - 1)..<min(self.width, start + label.count + 1)
        guard line[room].allSatisfy({ $0 == " " }) else { return false }
        line.replaceSubrange(start..<start + label.count, with: label)
        return true
    }

    /// `1us`, `20ms`, `5s`: round durations need no more.
    private static func text(_ nanoseconds: Double) -> String {
        switch nanoseconds {
        case ..<1e6: "\(Int(nanoseconds / 1e3))us"
        case ..<1e9: "\(Int(nanoseconds / 1e6))ms"
        default: "\(Int(nanoseconds / 1e9))s"
        }
    }

    /// 1, 2, 5, 10, … microseconds, up to the first that is not below `nanoseconds`.
    private static func roundDurations(upTo nanoseconds: Double) -> [Double] {
        var durations: [Double] = []
        var decade = Self.shortest
        while durations.last ?? 0 < nanoseconds {
            for factor in [1.0, 2, 5] where durations.last ?? 0 < nanoseconds { durations.append(decade * factor) }
            decade *= 10
        }
        return durations
    }

    private static func isDecade(_ nanoseconds: Double) -> Bool {
        var nanoseconds = nanoseconds
        while nanoseconds > 1 { nanoseconds /= 10 }
        return nanoseconds > 0.9
    }
}
