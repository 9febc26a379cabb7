import BackgroundWorkEvents

/// What the clock of the watched process says.
struct RemoteClock: Sendable {
    /// A snapshot takes less than that from one process to another of one machine, which have one clock.
    private static let longestWay = Duration.seconds(5)

    /// How far its clock is ahead of this process's; zero where it is the same one.
    private var lead = Duration.zero
    private var stoppedAt: TaskInstant?

    /// - Parameters:
    ///   - instant: When a snapshot was taken, on the other clock.
    ///   - local: When it came, on this one.
    mutating func synchronize(_ instant: TaskInstant, with local: TaskInstant) {
        let lead = instant - local
        self.lead = lead > .zero || lead < .zero - Self.longestWay ? lead : .zero
        self.stoppedAt = nil
    }

    /// Stands still until the next snapshot: nobody knows how the process goes on.
    mutating func stop(at local: TaskInstant) {
        if self.stoppedAt == nil { self.stoppedAt = local + self.lead }
    }

    func instant(at local: TaskInstant) -> TaskInstant {
        self.stoppedAt ?? local + self.lead
    }
}
