import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness

/// What it takes to attach to a process with very many live tasks.
enum SocketCrowd {
    private static let live = 100_000

    static let benchmarks = [
        Benchmark(
            "socket.attach.100000",
            "from looking for a process with 100,000 live tasks to having all of them in the store, in another process",
            unit: "ms",
            kind: .absolute,
            budget: .atMost(2_000)
        ) { try await Self.samples($0) { $0.attached } },
        Benchmark(
            "socket.memory.100000",
            "resident memory of that process, when it has them",
            unit: "MB",
            kind: .absolute,
            budget: .atMost(120)
        ) { try await Self.samples($0) { $0.resident / 1e6 } },
    ]

    private static func samples(_ count: Int, _ figure: @Sendable (ViewerProcess) -> Double) async throws -> Samples {
        let crowd = Crowd(capacity: Self.live)
        return try await ServedTasks.with(.init(maximumRunning: Self.live)) { tasks, path in
            for _ in 0..<Self.live { try await tasks.add("waits") { await crowd.join() } }
            await crowd.gather(Self.live)
            defer { crowd.disperse() }
            return Samples(values: try (0..<count).map { _ in figure(try ViewerProcess(path)) })
        }
    }
}
