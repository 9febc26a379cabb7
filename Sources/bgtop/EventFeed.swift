import BGTopClient
import BackgroundWorkEvents

/// The events of a process, for a command that waits for them on the thread that it runs on.
final class EventFeed {
    private let subscription: any TaskEventSubscription
    private let isReady: ThreadSignal

    init(of process: AttachedProcess) {
        let isReady = ThreadSignal()
        self.isReady = isReady
        self.subscription = process.subscribe(maximumBuffered: 65_536) { isReady.signal() }
    }

    deinit {
        self.subscription.cancel()
    }

    /// What the clock of the process says now, as far as that is known.
    var now: TaskInstant { self.subscription.instant(at: .monotonicNow) }

    /// Blocks until something has happened, or for as long as that.
    ///
    /// - Returns: What has happened; empty if nothing has.
    func next(within limit: Duration = .seconds(3_600)) -> [TaskEvent] {
        var events: [TaskEvent] = []
        self.isReady.wait(atMost: limit)
        self.subscription.drain(into: &events)
        return events
    }

    /// The first snapshot that comes; nil if none does, and then why.
    func snapshot(within limit: Duration) -> (snapshot: TaskEvent?, problem: String) {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            for event in self.next(within: end - .now) {
                switch event.kind {
                case .snapshot: return (event, "")
                case .interrupted(let interruption): return (nil, interruption.reason)
                default: break
                }
            }
        }
        return (nil, "The process says nothing: it may be stopped.")
    }
}
