import Testing

@testable import BackgroundWork

/// The list of those that have something to be sampled, as watchers come and go.
struct SampleListTests {
    private let list = SampleList()
    private let record = MachineUnderTest(begins: false).task()

    @Test func `a task is listed once, however often it says something`() {
        #expect(self.list.startTicking())
        for _ in 1...3 { self.list.insert(self.record) }
        #expect(self.list.take(with: []).count == 1)
        #expect(self.list.take(with: []).isEmpty)
        self.list.insert(self.record)
        #expect(self.list.take(with: [self.record]).count == 1)
    }

    @Test func `nobody is listed while nobody watches`() {
        self.list.insert(self.record)
        #expect(self.list.startTicking())
        #expect(self.list.take(with: []).isEmpty)
    }

    @Test func `what was listed when the last watcher left is listed again for the next`() {
        #expect(self.list.startTicking())
        self.list.insert(self.record)
        #expect(self.list.stopTicking().count == 1)
        #expect(self.list.startTicking())
        self.list.insert(self.record)
        #expect(self.list.take(with: []).count == 1)
    }

    @Test func `what is said while the last watcher leaves and another one comes is told`() {
        let machine = MachineUnderTest(begins: false)
        let others = (0..<5_000).map { _ in machine.task() }
        for _ in 0..<100 {
            #expect(self.list.startTicking())
            for other in others { self.list.insert(other) }
            self.list.insert(self.record)
            let hasLeft = ThreadGate()
            OSThread.start { [list] in
                _ = list.stopTicking()
                hasLeft.open()
            }
            while !self.list.startTicking() {}
            self.list.insert(self.record)
            #expect(self.list.take(with: []).count == 1)
            hasLeft.block()
            _ = self.list.stopTicking()
        }
    }
}
