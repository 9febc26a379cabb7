import BackgroundWorkEvents
import Dispatch
import Synchronization

/// A process whose events a test makes up. As with the library, each subscription begins with a snapshot, taken when it is first
/// read, and one that is not read in time loses events. No two snapshots are alike: they count late reports.
final class StagedSource: TaskEventSource {
    private struct Reader {
        let maximumBuffered: Int
        let onReady: @Sendable () -> Void
        var events: [TaskEvent] = []
        var lost: UInt64 = 0
        var needsSnapshot = true
        var isRefused = false
    }

    private struct State {
        var readers: [Int: Reader] = [:]
        var subscriptions = 0
        var snapshots: UInt64 = 0
        var hasSnapshots = true
        var hasPlaces = true
        var now = TaskInstant(nanoseconds: 0)
    }

    private let state = Mutex(State())
    private let reads = DispatchSemaphore(value: 0)

    var subscriptions: Int { self.state.withLock(\.subscriptions) }
    var readers: Int { self.state.withLock(\.readers.count) }

    /// As where the way to the process is cut: nobody gets a snapshot.
    func withholdSnapshots(_ isWithheld: Bool) {
        self.state.withLock { $0.hasSnapshots = !isWithheld }
    }

    /// As where as many watch as there may be: whoever subscribes from now on is told that nothing comes, and nothing else.
    func refuseNewcomers(_ isRefusing: Bool) {
        self.state.withLock { $0.hasPlaces = !isRefusing }
    }

    /// Waits until somebody has read once more than was waited for before.
    func waitUntilRead() {
        self.reads.wait()
    }

    func tell(_ events: [TaskEvent]) {
        let calls = self.state.withLock { state in
            var calls: [@Sendable () -> Void] = []
            if let last = events.last { state.now = last.at }
            for (number, var reader) in state.readers where !reader.needsSnapshot {
                if reader.events.isEmpty { calls.append(reader.onReady) }
                for event in events {
                    if reader.lost == 0, reader.events.count < reader.maximumBuffered {
                        reader.events.append(event)
                    } else {
                        reader.lost += 1
                    }
                }
                state.readers[number] = reader
            }
            return calls
        }
        for call in calls { call() }
    }

    func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        let number = self.state.withLock { state in
            state.subscriptions += 1
            var reader = Reader(maximumBuffered: maximumBuffered, onReady: onReady)
            if !state.hasPlaces {
                reader.isRefused = true
                reader.events = [TaskEvent(at: state.now, .interrupted(Interruption(reason: "No place.", isRetrying: false)))]
            }
            state.readers[state.subscriptions] = reader
            return state.subscriptions
        }
        return Subscription(number: number, source: self)
    }

    private func drain(_ number: Int, into events: inout [TaskEvent]) {
        defer { self.reads.signal() }
        events += self.state.withLock { state in
            guard var reader = state.readers[number] else { return [] }
            var events = reader.events
            reader.events = []
            if reader.lost > 0 { events.append(TaskEvent(at: state.now, .gap(lost: reader.lost))) }
            if reader.needsSnapshot || reader.lost > 0, state.hasSnapshots, !reader.isRefused {
                state.snapshots += 1
                events.append(Self.snapshot(number: state.snapshots, at: state.now))
                reader.needsSnapshot = false
            }
            reader.lost = 0
            state.readers[number] = reader
            return events
        }
    }

    private func cancel(_ number: Int) {
        self.state.withLock { _ = $0.readers.removeValue(forKey: number) }
    }

    static let process = ProcessDescription(
        name: "staged",
        processID: 7,
        host: "here",
        user: "nobody",
        startedAt: TaskInstant(nanoseconds: 10)
    )

    private static func snapshot(number: UInt64, at: TaskInstant) -> TaskEvent {
        let snapshot = TaskSnapshot(
            process: Self.process,
            anchor: TimeAnchor(instant: TaskInstant(nanoseconds: 20), nanosecondsSince1970: 1_000),
            totals: TaskTotals(),
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .accepting, since: TaskInstant(nanoseconds: 10)),
            live: [],
            lateReports: number
        )
        return TaskEvent(at: at, .snapshot(snapshot))
    }

    private final class Subscription: TaskEventSubscription {
        private let number: Int
        private let source: StagedSource

        init(number: Int, source: StagedSource) {
            self.number = number
            self.source = source
        }

        func drain(into events: inout [TaskEvent]) { self.source.drain(self.number, into: &events) }
        func cancel() { self.source.cancel(self.number) }
    }
}
