import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness

/// What viewers at the socket take from those who do the work.
enum SocketCost {
    static let benchmarks = [
        Benchmark(
            "socket.task",
            "add to finished of an empty task with a viewer attached, in another process; against the same with none",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, viewers: 1) },
        Benchmark(
            "socket.task.5",
            "the same with five viewers",
            unit: "ns",
            kind: .ratio
        ) { try await Self.samples($0, viewers: 5) },
    ]

    private static func samples(_ pairs: Int, viewers: Int) async throws -> Samples {
        try await Samples.pairs(pairs) {
            try await Self.nanoseconds(viewers: viewers)
        } baseline: {
            try await Self.nanoseconds(viewers: 0)
        }
    }

    /// For a task. Viewers lose events, as so many more happen than anybody is told of.
    private static func nanoseconds(viewers: Int) async throws -> Double {
        try await ServedTasks.with(.init(maximumQueued: TaskCost.count)) { tasks, path in
            let attached = try (0..<viewers).map { _ in try ViewerProcess(path) }
            let seconds = try await Stopwatch.seconds {
                for _ in 0..<TaskCost.count { try await tasks.add("empty") {} }
                while tasks.totals.ended < TaskCost.count { await Task.yield() }
            }
            return withExtendedLifetime(attached) { seconds / Double(TaskCost.count) * 1e9 }
        }
    }
}
