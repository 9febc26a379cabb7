import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BenchmarkHarness

/// What an empty task costs from `add` to its end, against a plain child of a discarding group.
enum TaskCost {
    static let count = 200_000

    static let benchmarks = [
        Benchmark(
            "task.watched",
            "add to finished of an empty task, full instrumentation, a live subscriber that loses nothing; against group.addTask",
            unit: "ns",
            kind: .ratio,
            budget: .atMost(1.25)
        ) { try await Self.samples($0, isWatched: true) },
        Benchmark(
            "task.unwatched",
            "the same without a subscriber",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, isWatched: false) },
        Benchmark(
            "task.lifecycle",
            "the same with a subscriber and no probe (instrumentation: .lifecycle)",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, instrumentation: .lifecycle, isWatched: true) },
        Benchmark(
            "task.waiting",
            "the same with a subscriber, at the default limits, where add has to wait for room",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, maximumQueued: 1_024, isWatched: true) },
    ]

    private static func samples(
        _ pairs: Int,
        instrumentation: BackgroundTasks.Configuration.Instrumentation = .full,
        maximumQueued: Int = Self.count,
        isWatched: Bool
    ) async throws -> Samples {
        try await Samples.pairs(pairs) {
            try await Self.background(instrumentation: instrumentation, maximumQueued: maximumQueued, isWatched: isWatched)
        } baseline: {
            await Self.plain()
        }
    }

    /// Nanoseconds for a task of Swift's own.
    private static func plain() async -> Double {
        let seconds = await Stopwatch.seconds {
            await withDiscardingTaskGroup { group in
                for _ in 0..<Self.count { group.addTask {} }
            }
        }
        return seconds / Double(Self.count) * 1e9
    }

    /// Nanoseconds for a background task.
    ///
    /// - Parameter maximumQueued: With room for all of them, `add` never waits.
    static func background(
        instrumentation: BackgroundTasks.Configuration.Instrumentation = .full,
        maximumQueued: Int = Self.count,
        isWatched: Bool
    ) async throws -> Double {
        let configuration = BackgroundTasks.Configuration(maximumQueued: maximumQueued, instrumentation: instrumentation)
        return try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks in
            // Attached before the first task, and ended after the measurement: what it costs meanwhile is part of it.
            let watcher = isWatched ? Watcher(tasks) : nil
            let seconds = try await Stopwatch.seconds {
                var last: BackgroundTaskHandle<Void>?
                for _ in 0..<Self.count { last = try await tasks.add("empty") {} }
                // Not by asking again and again, which would take the lock from those that work.
                _ = await last?.outcome
                while tasks.totals.ended < Self.count { await Task.yield() }
            }
            try watcher?.end(expecting: Self.count)
            return seconds / Double(Self.count) * 1e9
        }
    }
}
