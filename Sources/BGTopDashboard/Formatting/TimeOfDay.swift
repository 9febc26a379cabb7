import BackgroundWorkEvents

extension TimeAnchor {
    /// The time of day of `instant` for somebody `offset` east of Greenwich: `10:42:05.118`.
    func timeOfDay(at instant: TaskInstant, offset: Duration, milliseconds: Bool = true) -> String {
        let day: Int64 = 86_400_000
        let sinceEpoch = (self.nanosecondsSince1970(at: instant) &+ offset.clampedNanoseconds) / 1_000_000
        let time = (sinceEpoch % day + day) % day
        let clock = [time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60].map { Self.padded($0, to: 2) }
        return clock.joined(separator: ":") + (milliseconds ? "." + Self.padded(time % 1_000, to: 3) : "")
    }

    private static func padded(_ number: Int64, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
