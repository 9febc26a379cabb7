import BackgroundWorkEvents

/// What a sample told that had not been known.
struct SampleNews: Sendable {
    /// Nil where the sample is older than what is known, or knows nothing of what the task does with threads.
    var growth: ActivityGrowth?
    var hasNewNodes = false
}

extension TaskSample {
    /// Whether it says more than what the probe saw.
    var hasParticulars: Bool {
        self.nodes.revision > 0 || self.deliveredAt != nil || self.progress != nil || !self.annotations.isEmpty
    }
}
