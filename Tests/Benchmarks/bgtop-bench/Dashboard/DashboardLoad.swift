import BGTopDashboard
import BenchmarkHarness

/// What the dashboard takes of a processor while nobody presses a key.
enum DashboardLoad {
    private static let seconds = 20

    static let benchmarks = [
        Benchmark(
            "dashboard.load",
            "share of a core at 10 frames/s and 120x36, with 1,000 live tasks, all sampled, and 1,000 finishing a second",
            unit: "%",
            kind: .absolute,
            budget: .atMost(5)
        ) { count in
            let traffic = Traffic(live: 1_000)
            return try await Samples.runs(count) {
                let sitting = try Sitting(
                    traffic,
                    size: Size(columns: 120, rows: 36),
                    exchangesPerSecond: 1_000,
                    sampled: 1_000,
                    steps: Array(repeating: .tick, count: Self.seconds * 10)
                )
                try sitting.run()
                return sitting.work.reduce(0) { $0 + $1.seconds } / Double(Self.seconds) * 100
            }
        }
    ]
}
