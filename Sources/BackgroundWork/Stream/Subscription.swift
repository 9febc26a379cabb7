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
        let contents = self.buffer.take()
        events.append(contentsOf: contents.events)
        guard contents.isDetached else { return }
        let snapshot = self.runner.snapshot(attaching: self.buffer)
        if contents.lost > 0 { events.append(TaskEvent(at: snapshot.at, .gap(lost: contents.lost))) }
        events.append(snapshot)
    }

    func cancel() {
        self.runner.unsubscribe(self.buffer)
    }
}
