import BackgroundWorkEvents
import BackgroundWorkTestKit
import Testing

@testable import BackgroundWork

@Suite(.timeLimit(.minutes(30)))
struct EventHubTests {
    @Test func `with no subscriber nothing is built`() {
        var hub = EventHub()
        var readers: [EventBuffer] = []
        hub.emit(at: TaskInstant(nanoseconds: 0), Self.mustNotBeBuilt()) { readers.append($0) }
        let buffer = EventBuffer(maximum: 1, onReady: {})
        hub.insert(buffer)
        hub.remove(buffer)
        hub.emit(at: TaskInstant(nanoseconds: 0), Self.mustNotBeBuilt()) { readers.append($0) }
        #expect(readers.isEmpty)
        #expect(hub.lost == 0)
    }

    @Test func `a subscriber that is gone is forgotten`() throws {
        let tasks = BackgroundTasks(logger: .silent, timer: ManualTimer())
        let dropped = StreamReader(tasks)
        let cancelled = StreamReader(tasks)
        #expect(tasks.isWatched)
        dropped.drop()
        #expect(tasks.isWatched)
        cancelled.cancel()
        #expect(!tasks.isWatched)
    }

    @Test func `what slow subscribers lose is counted for the report`() throws {
        let tasks = BackgroundTasks(configuration: .init(maximumQueued: 0), logger: .silent, timer: ManualTimer())
        let readers = [StreamReader(tasks, maximumBuffered: 1), StreamReader(tasks, maximumBuffered: 4)]
        for reader in readers { reader.read() }
        for _ in 0..<10 { _ = try tasks.addUnlessFull("refused") {} }
        // Who is gone before loses nothing.
        withExtendedLifetime(readers) {
            #expect(tasks.runner.update { machine, _, _ in machine.hub.lost } == 9 + 6)
        }
    }

    @Test func `the samples of very many tasks take the room of many events`() {
        let buffer = EventBuffer(maximum: 10, onReady: {})
        #expect(buffer.attach() == 0)
        var hub = EventHub()
        hub.insert(buffer)
        let samples = (1...80).map { TaskSample(id: BackgroundTaskID(rawValue: $0), progress: nil, annotations: []) }
        let now = TaskInstant(nanoseconds: 0)
        // However many they are, who has read everything gets them.
        hub.emit(at: now, .other(.sampled(samples))) { _ in }
        #expect(hub.lost == 0)
        hub.emit(at: now, .other(.lateReport(1))) { _ in }
        #expect(hub.lost == 1)
        var events: [TaskEvent] = []
        #expect(buffer.take(into: &events))
        #expect(events.count == 1)
        #expect(buffer.attach() == 1)
        for _ in 0..<10 { hub.emit(at: now, .other(.lateReport(1))) { _ in } }
        #expect(hub.lost == 1)
    }

    private static func mustNotBeBuilt() -> BufferedEvent.Kind {
        Issue.record("an event was built that nobody gets")
        return .other(.gap(lost: 0))
    }
}

extension BackgroundTasks {
    /// Whether anybody watches.
    var isWatched: Bool { self.runner.update { machine, _, _ in machine.hub.isWatched } }
}
