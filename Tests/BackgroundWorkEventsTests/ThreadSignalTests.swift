import BackgroundWorkEvents
import Foundation
import Testing

@Suite("A signal to a thread")
struct ThreadSignalTests {
    private let signal = ThreadSignal()

    @Test func `waits for whoever comes later`() {
        self.signal.signal()
        self.signal.wait()
    }

    @Test func `lets as many go as it was given times`() {
        self.signal.signal()
        self.signal.signal()
        #expect(self.signal.wait(until: .monotonicNow))
        #expect(self.signal.wait(until: .monotonicNow))
        #expect(!self.signal.wait(until: .monotonicNow))
    }

    @Test func `is waited for until the deadline, and no longer`() {
        let deadline = TaskInstant.monotonicNow + .milliseconds(5)
        #expect(!self.signal.wait(until: deadline))
        #expect(TaskInstant.monotonicNow >= deadline)
    }

    @Test(arguments: [Int64.min, -1, 0]) func `is not waited for where the deadline has passed`(nanoseconds: Int64) {
        #expect(!self.signal.wait(until: TaskInstant(nanoseconds: nanoseconds)))
    }

    @Test func `wakes threads that wait, with an end to it and without`() {
        let answers = ThreadSignal()
        for hasEnd in [true, false] {
            Thread.detachNewThread { [signal] in
                if hasEnd { signal.wait(until: TaskInstant(nanoseconds: .max)) } else { signal.wait() }
                answers.signal()
            }
        }
        for _ in 0..<2 { self.signal.signal() }
        for _ in 0..<2 { answers.wait() }
    }
}
