public import BackgroundWorkEvents

/// The stream of events as an asynchronous sequence: a snapshot first, then what changes, gaps as data.
///
/// Each iteration is a subscription of its own and begins with a snapshot. It ends when the tasks are over, or when the iterating
/// task is cancelled.
public struct BackgroundTaskEvents: AsyncSequence, Sendable {
    public typealias Element = TaskEvent
    public typealias Failure = Never

    private let source: BackgroundTasks
    private let maximumBuffered: Int

    init(source: BackgroundTasks, maximumBuffered: Int) {
        self.source = source
        self.maximumBuffered = maximumBuffered
    }

    public func makeAsyncIterator() -> Iterator {
        // One pending signal is enough: it stands for everything that is in the buffer by the time it is read.
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = self.source.subscribe(maximumBuffered: self.maximumBuffered) { signal.yield() }
        return Iterator(subscription: subscription, signals: signals.makeAsyncIterator())
    }

    public struct Iterator: AsyncIteratorProtocol {
        private let subscription: any TaskEventSubscription
        private var signals: AsyncStream<Void>.Iterator
        /// Events that were drained, the next one last.
        private var pending: [TaskEvent] = []
        private var isOver = false

        init(subscription: any TaskEventSubscription, signals: AsyncStream<Void>.Iterator) {
            self.subscription = subscription
            self.signals = signals
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async -> TaskEvent? {
            while true {
                if let event = self.pending.popLast() {
                    if event.isLast { self.isOver = true }
                    return event
                }
                if self.isOver || Task.isCancelled { return nil }
                self.subscription.drain(into: &self.pending)
                self.pending.reverse()
                guard self.pending.isEmpty else { continue }
                guard await self.signals.next(isolation: actor) != nil else { return nil }
            }
        }
    }
}

extension TaskEvent {
    /// Whether nothing can follow: the tasks are over, and this is how they ended.
    fileprivate var isLast: Bool {
        switch self.kind {
        case .stopped(let report): report.alive.count == 0
        case .snapshot(let snapshot): snapshot.drain.phase == .stopped
        default: false
        }
    }
}
