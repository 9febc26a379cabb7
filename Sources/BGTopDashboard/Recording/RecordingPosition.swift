import BackgroundWorkEvents

/// Where in a recording one is, and how fast it goes on, for the top line: in ever fewer words.
struct RecordingPosition {
    let wordings: [String]

    /// - Parameter played: How far it has come.
    init(_ status: PlaybackStatus, played: Duration) {
        let length = status.end - status.beginning
        // Who goes step by step wants to see the step.
        let now = Self.clock(played, isExact: status.isPaused && !status.isBehind)
        let speed = status.speedText
        let halt: String? = status.isBehind ? "seeking" : status.isPaused ? "paused" : nil
        self.wordings = [
            "\(now) of \(Self.clock(length))  \(speed)\(halt.map { "  \($0)" } ?? "") ",
            "\(now)/\(Self.clock(length)) \(halt ?? speed) ",
            "\(now) \(halt ?? speed) ",
        ]
    }

    /// `1:12`, `2:03:04`, and exactly `1:12.345`.
    private static func clock(_ time: Duration, isExact: Bool = false) -> String {
        let milliseconds = max(0, time.clampedNanoseconds) / 1_000_000
        let seconds = milliseconds / 1_000
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
        var text = hours > 0 ? "\(hours):\(Self.padded(minutes, 2))" : "\(minutes)"
        text += ":" + Self.padded(seconds % 60, 2)
        return isExact ? text + "." + Self.padded(milliseconds % 1_000, 3) : text
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
