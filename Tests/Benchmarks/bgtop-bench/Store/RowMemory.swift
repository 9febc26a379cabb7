import BGTopStore
import BackgroundWorkEvents
import BenchmarkHarness

/// What a finished row takes of memory in a store.
enum RowMemory {
    private static let rows = 100_000

    static let benchmarks = [
        Benchmark(
            "memory.finished-row",
            "heap per finished row of a task that says where it came from; by a store that keeps 100,000",
            unit: "B",
            kind: .absolute,
            budget: .atMost(256)
        ) { count in try await Samples.runs(count) { try Self.bytesPerRow(hasRequestField: false) } },
        Benchmark(
            "memory.finished-row.own-field",
            "the same of tasks of which each has a field that no other has",
            unit: "B",
            kind: .absolute
        ) { count in try await Samples.runs(count) { try Self.bytesPerRow(hasRequestField: true) } },
    ]

    private static func bytesPerRow(hasRequestField: Bool) throws -> Double {
        let before = try HeapMemory.bytesInUse
        var store = TaskStore(retention: Retention(succeededRows: Self.rows, unsuccessfulRows: Self.rows))
        Self.fill(&store, hasRequestField: hasRequestField)
        let after = try HeapMemory.bytesInUse
        guard store.finished.count == Self.rows else { throw Unsound("the store has kept \(store.finished.count) rows") }
        return Double(after - before) / Double(Self.rows)
    }

    /// Keeps nothing but what the store does.
    private static func fill(_ store: inout TaskStore, hasRequestField: Bool) {
        var traffic = Traffic(live: 1, hasRequestField: hasRequestField)
        store.fold(traffic.snapshot)
        var events: [TaskEvent] = []
        for _ in 0..<Self.rows {
            events.removeAll(keepingCapacity: true)
            traffic.wait(.milliseconds(1))
            traffic.exchange(into: &events)
            for event in events { store.fold(event) }
        }
    }
}
