import BackgroundWork
import BackgroundWorkTestKit
import BenchmarkHarness

/// What a suspension costs under the probe, against one of a plain task on Swift's pool.
enum YieldCost {
    private static let count = 200_000

    static let benchmarks = [
        Benchmark(
            "yield",
            "Task.yield in a background task; against one in a plain task",
            unit: "ns",
            kind: .ratio,
            budget: .atMost(1)
        ) { try await Self.samples($0, tasks: 1, isWatched: false) },
        Benchmark(
            "yield.watched",
            "the same with a live subscriber",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, tasks: 1, isWatched: true) },
        Benchmark(
            "yield.crowded",
            "the same in 64 tasks at once, without a subscriber",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, tasks: 64, isWatched: false) },
    ]

    private static func samples(_ pairs: Int, tasks: Int, isWatched: Bool) async throws -> Samples {
        try await Samples.pairs(pairs) {
            try await Self.background(tasks: tasks, isWatched: isWatched)
        } baseline: {
            await Self.plain(tasks: tasks)
        }
    }

    private static func plain(tasks count: Int) async -> Double {
        let seconds = await Stopwatch.seconds {
            await withDiscardingTaskGroup { group in
                for _ in 0..<count { group.addTask { await Self.yield(Self.count / count) } }
            }
        }
        return seconds / Double(Self.count) * 1e9
    }

    private static func background(tasks count: Int, isWatched: Bool) async throws -> Double {
        try await withBackgroundTasks(logger: .silent) { tasks in
            let watcher = isWatched ? Watcher(tasks) : nil
            let seconds = try await Stopwatch.seconds {
                var handles: [BackgroundTaskHandle<Void>] = []
                for _ in 0..<count { handles.append(try await tasks.add("yield") { await Self.yield(Self.count / count) }) }
                for handle in handles { _ = await handle.outcome }
            }
            try watcher?.end(expecting: count)
            return seconds / Double(Self.count) * 1e9
        }
    }

    private static func yield(_ times: Int) async {
        for _ in 0..<times { await Task.yield() }
    }
}
