public import BackgroundWorkEvents

/// One run of a variant's code, on the real library and the real runtime.
public protocol Performance: Sendable {
    /// What happens, as it happens. To be subscribed to, and read once, before ``run()``.
    var source: any TaskEventSource { get }

    /// Runs the code, and returns when all of it has ended or its time is over. To be called once.
    func run() async
}

extension Performance {
    /// Runs it, and returns all that happened.
    public func record() async -> [TaskEvent] {
        let subscription = self.source.subscribe(maximumBuffered: 100_000) {}
        var events: [TaskEvent] = []
        // What is true when it is read for the first time comes as a snapshot; a lesson is told from its beginning.
        subscription.drain(into: &events)
        await self.run()
        subscription.drain(into: &events)
        subscription.cancel()
        return events
    }
}
