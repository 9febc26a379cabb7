package import BackgroundWorkEvents

extension TaskOutcome {
    /// Whether the task went wrong by itself, rather than because somebody wanted it to stop.
    package var isFailure: Bool { self == .failed || self == .timedOut }
}
