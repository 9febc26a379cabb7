import ArgumentParser
import BGTopStore
import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness

/// A path that is hot and synchronous, to be run by valgrind, which counts its instructions: they are the same every time, whatever
/// else the machine does. On the main thread alone, and without Swift's concurrency runtime, which valgrind does not survive.
enum InstructionPath: String, ExpressibleByArgument, CaseIterable {
    /// One task through the library's state machine, with a subscriber: accepted, given its place, ended.
    case taskLife = "task-life"
    /// The three events of one task through the store, with 64 live tasks.
    case storeFold = "store-fold"

    func run(repetitions: Int) {
        switch self {
        case .taskLife: Self.liveTasks(repetitions)
        case .storeFold: Self.foldTasks(repetitions)
        }
    }

    private static func liveTasks(_ count: Int) {
        let tasks = BackgroundTasks(logger: .silent)
        tasks.beginRehearsal()
        let subscription = tasks.subscribe(maximumBuffered: 1_024) {}
        var events: [TaskEvent] = []
        for index in 0..<count {
            // What reading costs is the subscriber's.
            if index.isMultiple(of: 64) {
                subscription.drain(into: &events)
                events.removeAll(keepingCapacity: true)
            }
            tasks.rehearse("empty")
        }
        subscription.cancel()
    }

    private static func foldTasks(_ count: Int) {
        var traffic = Traffic(live: 64)
        var store = TaskStore()
        store.fold(traffic.snapshot)
        var events: [TaskEvent] = []
        for _ in 0..<count {
            events.removeAll(keepingCapacity: true)
            traffic.wait(.microseconds(3))
            traffic.exchange(into: &events)
            self.foldOne(&store, events)
        }
    }

    /// What `instructions` counts.
    @inline(never)
    private static func foldOne(_ store: inout TaskStore, _ events: [TaskEvent]) {
        for event in events { store.fold(event) }
    }
}
