import BackgroundWorkEvents

extension TaskRow {
    /// What only some tasks have. Apart from their rows, which are many and moved often.
    struct Particulars: Sendable {
        /// What became of a request to stop. Apart once more, because it is large.
        private struct Request: Sendable {
            var cancellation: CancellationRequest?
            var deliveredAt: TaskInstant?
        }

        private var request: Box<Request>?
        var errorText: String?
        var progress: TaskProgress?
        var annotations: [TaskDescription.Field] = []
        var nodes = TaskNodes()
        var warnings: [TaskWarning] = []
        /// Of a row that is over, what does not fit into a ``FinishedActivity``.
        var largeActivity: Box<TaskActivity>?

        init() {}

        var cancellation: CancellationRequest? {
            get { self.request?.value.cancellation }
            set { self.setRequest(newValue, deliveredAt: self.deliveredAt) }
        }

        var deliveredAt: TaskInstant? {
            get { self.request?.value.deliveredAt }
            set { self.setRequest(self.cancellation, deliveredAt: newValue) }
        }

        private mutating func setRequest(_ cancellation: CancellationRequest?, deliveredAt: TaskInstant?) {
            let isNone = cancellation == nil && deliveredAt == nil
            self.request = isNone ? nil : Box(Request(cancellation: cancellation, deliveredAt: deliveredAt))
        }

        var isEmpty: Bool {
            self.request == nil && self.errorText == nil && self.progress == nil
                && self.annotations.isEmpty && self.nodes.revision == 0 && self.warnings.isEmpty && self.largeActivity == nil
        }

        /// Whether a sample says something that is not known. Samples are cumulative: one that knows less is an old one.
        func lacks(_ sample: TaskSample) -> Bool {
            sample.nodes.revision > self.nodes.revision
                || sample.deliveredAt != nil && self.deliveredAt == nil
                || sample.progress.map { progress in self.progress.map { $0.at < progress.at } ?? true } ?? false
                || sample.annotations.count >= self.annotations.count && sample.annotations != self.annotations
        }

        /// Takes over what is not known.
        mutating func take(_ sample: TaskSample) {
            if sample.nodes.revision > self.nodes.revision { self.nodes = sample.nodes }
            if self.deliveredAt == nil, sample.deliveredAt != nil { self.deliveredAt = sample.deliveredAt }
            if let progress = sample.progress, self.progress.map({ $0.at < progress.at }) ?? true { self.progress = progress }
            if sample.annotations.count >= self.annotations.count { self.annotations = sample.annotations }
        }
    }
}
