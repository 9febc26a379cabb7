import BackgroundWorkEvents

extension TaskEnd {
    /// Whether it tells how long such work takes: one that was asked to stop may have cut its work short.
    var isSuccessfulRun: Bool { self.outcome == .succeeded && self.cancellation == nil }
}
