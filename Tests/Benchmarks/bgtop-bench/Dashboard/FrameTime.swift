import BGTopDashboard
import BenchmarkHarness

/// How long it takes from a key, or from the moment at which a frame is due, until its bytes are on their way.
enum FrameTime {
    private static let size = Size(columns: 120, rows: 36)
    private static let keys = 300

    static let benchmarks = [
        Benchmark(
            "dashboard.key.10000",
            "key to frame with 10,000 live tasks at 120x36, moving through the list: p99 of the processor time",
            unit: "ms",
            kind: .absolute,
            budget: .atMost(8)
        ) { try await Self.samples($0, live: 10_000, steps: Self.moving, of: Self.isKey) },
        Benchmark(
            "dashboard.key.100000",
            "the same with 100,000 live tasks",
            unit: "ms",
            kind: .absolute,
            budget: .atMost(16)
        ) { try await Self.samples($0, live: 100_000, steps: Self.moving, of: Self.isKey) },
        Benchmark(
            "dashboard.sort.100000",
            "key to frame with 100,000 live tasks, for keys that change the order: p99 of the processor time",
            unit: "ms",
            kind: .absolute
        ) { try await Self.samples($0, live: 100_000, steps: Self.sorting, of: Self.isKey) },
        Benchmark(
            "dashboard.tick.100000",
            "taking in 100 ms of events and drawing them with 100,000 live tasks: p99 of the processor time; a key may wait for it",
            unit: "ms",
            kind: .absolute
        ) { try await Self.samples($0, live: 100_000, steps: Self.moving) { !Self.isKey($0) } },
    ]

    /// A person moves about for two seconds and looks for one and a half, again and again; with a pause of that length rows that
    /// were held in place are let go, and the next key has to hold them again.
    private static var moving: [Sitting.Step] {
        let keys: [Key] = [.down, .down, .down, .pageDown, .up, .end, .pageUp, .home]
        return (0..<Self.keys).flatMap { index -> [Sitting.Step] in
            let pause = index % 20 == 19 ? 15 : 0
            return [.key(keys[index % keys.count]), .tick] + Array(repeating: .tick, count: pause)
        }
    }

    private static var sorting: [Sitting.Step] {
        (0..<40).flatMap { _ -> [Sitting.Step] in [.key(">"), .tick, .tick, .tick, .tick, .tick] }
    }

    private static func isKey(_ step: Sitting.Step) -> Bool {
        if case .key = step { true } else { false }
    }

    private static func samples(
        _ count: Int,
        live: Int,
        steps: [Sitting.Step],
        of isMeant: (Sitting.Step) -> Bool
    ) async throws -> Samples {
        let traffic = Traffic(live: live)
        return try await Samples.runs(count) {
            let sitting = try Sitting(traffic, size: Self.size, exchangesPerSecond: 1_000, sampled: 1_000, steps: steps)
            try sitting.run()
            let times = sitting.work.filter { isMeant($0.step) }.map(\.seconds).sorted()
            return times[times.count * 99 / 100] * 1e3
        }
    }
}
