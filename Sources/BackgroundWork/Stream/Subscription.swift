import BackgroundWorkEvents

/// One subscriber's end of the stream.
final class Subscription: TaskEventSubscription {
    private let buffer: EventBuffer
    private let runner: Runner

    init(buffer: EventBuffer, runner: Runner) {
        self.buffer = buffer
        self.runner = runner
        runner.subscribe(buffer)
    }

    deinit {
        self.cancel()
    }

    func drain(into events: inout [TaskEvent]) {
        let needsSnapshot = self.buffer.take(into: &events)
        if needsSnapshot { self.runner.attach(self.buffer, telling: &events) }
    }

    func cancel() {
        self.runner.unsubscribe(self.buffer)
    }
}
