import BackgroundWorkEvents

/// What the clock of the watched process says.
struct RemoteClock: Sendable {
    /// A snapshot takes less than that from one process to another of one machine, which have one clock.
    private static let longestWay = Duration.seconds(5)

    /// How far its clock is ahead of this process's at least: nothing comes before it has happened, and much comes later.
    private var leastLead = Duration.zero
    private var stoppedAt: TaskInstant?

    /// How far its clock is ahead; zero where it is the same one.
    private var lead: Duration {
        self.leastLead > .zero || self.leastLead < .zero - Self.longestWay ? self.leastLead : .zero
    }

    /// - Parameters:
    ///   - instant: When a snapshot was taken, on the other clock.
    ///   - local: When it came, on this one.
    mutating func synchronize(_ instant: TaskInstant, with local: TaskInstant) {
        self.leastLead = instant - local
        self.stoppedAt = nil
    }

    /// Takes in what another event says of the clock. The snapshot itself may have come late: this process was stopped while it was
    /// half read, perhaps.
    ///
    /// - Parameters:
    ///   - instant: When it happened, on the other clock.
    ///   - local: When it came, on this one.
    mutating func note(_ instant: TaskInstant, at local: TaskInstant) {
        self.leastLead = max(self.leastLead, instant - local)
    }

    /// Stands still until the next snapshot: nobody knows how the process goes on.
    mutating func stop(at local: TaskInstant) {
        if self.stoppedAt == nil { self.stoppedAt = local + self.lead }
    }

    func instant(at local: TaskInstant) -> TaskInstant {
        self.stoppedAt ?? local + self.lead
    }
}
