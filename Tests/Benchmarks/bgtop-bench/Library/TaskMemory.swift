import BackgroundWork
import BackgroundWorkTestKit
import BenchmarkHarness

/// What a running task takes of memory, beyond what Swift takes for it anyway.
enum TaskMemory {
    private static let count = 100_000

    static let benchmarks = [
        Benchmark(
            "memory.running-task",
            "heap per running task that waits on a continuation, above what a plain child of a group takes (the baseline)",
            unit: "B",
            kind: .absolute,
            budget: .atMost(768)
        ) { count in
            var (values, baselines): ([Double], [Double]) = ([], [])
            for _ in 0..<count {
                let plain = try await Self.plain()
                values.append(try await Self.background() - plain)
                baselines.append(plain)
            }
            return Samples(values: values, baselines: baselines)
        }
    ]

    private static func plain() async throws -> Double {
        let crowd = Crowd(capacity: Self.count)
        let before = try HeapMemory.bytesInUse
        let after = try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<Self.count { group.addTask { await crowd.join() } }
            return try await Self.bytesInUse(with: crowd)
        }
        return Double(after - before) / Double(Self.count)
    }

    private static func background() async throws -> Double {
        let crowd = Crowd(capacity: Self.count)
        return try await withBackgroundTasks(configuration: .init(maximumRunning: Self.count), logger: .silent) { tasks in
            let before = try HeapMemory.bytesInUse
            for _ in 0..<Self.count { try await tasks.add("waits") { await crowd.join() } }
            let after = try await Self.bytesInUse(with: crowd)
            return Double(after - before) / Double(Self.count)
        }
    }

    private static func bytesInUse(with crowd: Crowd) async throws -> Int {
        await crowd.gather(Self.count)
        defer { crowd.disperse() }
        return try HeapMemory.bytesInUse
    }
}
