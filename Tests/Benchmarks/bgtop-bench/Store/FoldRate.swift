import BGTopStore
import BackgroundWorkEvents
import BenchmarkHarness

/// How many events a store folds, in processor time of one core.
enum FoldRate {
    private static let exchanges = 100_000

    static let benchmarks = [
        Benchmark(
            "fold.64",
            "events (submitted, started, finished) that a store folds a second, with 64 live tasks; processor time",
            unit: "M/s",
            kind: .absolute,
            budget: .atLeast(3)
        ) { try await Self.samples($0, live: 64) },
        Benchmark(
            "fold.100000",
            "the same with 100,000 live tasks",
            unit: "M/s",
            kind: .absolute
        ) { try await Self.samples($0, live: 100_000) },
    ]

    private static func samples(_ count: Int, live: Int) async throws -> Samples {
        var traffic = Traffic(live: live)
        let snapshot = traffic.snapshot
        var events: [TaskEvent] = []
        for _ in 0..<Self.exchanges {
            // A million events a second, so that the store also has to look after its windows now and then.
            traffic.wait(.microseconds(3))
            traffic.exchange(into: &events)
        }
        return try await Samples.runs(count) {
            var store = TaskStore()
            store.fold(snapshot)
            return Self.rate(of: &store, events)
        }
    }

    private static func rate(of store: inout TaskStore, _ events: [TaskEvent]) -> Double {
        let start = Stopwatch.threadTime
        for event in events { store.fold(event) }
        let seconds = Stopwatch.threadTime - start
        // Also keeps the work from being found useless.
        precondition(store.totals.ended == UInt64(Self.exchanges), "the store has not folded every end")
        return Double(events.count) / seconds / 1e6
    }
}
