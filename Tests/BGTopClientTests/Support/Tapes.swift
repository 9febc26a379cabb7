import BGTopStore
import BackgroundWorkEvents
import TestSupport

@testable import BGTopClient
@testable import BackgroundWorkWire

extension TemporaryDirectory {
    /// Records what a source would tell, reading by reading, with a recorder as servers have one.
    func record(_ readings: [[TaskEvent]], to name: String) throws -> String {
        let source = RelayedSource()
        let recorder = try Recorder(source, to: self.path(name), software: "test 1") { fatalError("It has failed: \($0)") }
        for reading in readings { source.relay(reading) }
        precondition(recorder.stop(waitingAtMost: .seconds(600)))
        return self.path(name)
    }
}

extension TaskStore {
    /// As a viewer does it: so that whatever comes of what is past has come.
    mutating func rest(at now: TaskInstant) {
        for step in 0...30 { self.advance(to: now + .milliseconds(100) * Double(step)) }
    }

    /// As a viewer takes in what there is, in however many portions it comes.
    mutating func fold(_ subscription: any TaskEventSubscription, at local: TaskInstant) {
        var events: [TaskEvent] = []
        repeat {
            events = []
            subscription.drain(into: &events)
            for event in events { self.fold(event) }
        } while !events.isEmpty
        self.advance(to: subscription.instant(at: local))
    }
}
