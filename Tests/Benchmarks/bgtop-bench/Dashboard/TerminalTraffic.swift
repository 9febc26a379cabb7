import BGTopDashboard
import BenchmarkHarness

/// What goes to the terminal with each frame, as curses says it for xterm-256color.
enum TerminalTraffic {
    private static let small = Size(columns: 80, rows: 24)
    private static let large = Size(columns: 200, rows: 50)

    static let benchmarks = [
        Benchmark(
            "terminal.bytes.80x24",
            "bytes to the terminal per frame at 10 frames/s, on average over a minute, with 40 live tasks and 70 finishing a second",
            unit: "B",
            kind: .absolute,
            budget: .atMost(1_000)
        ) { count in try await Samples.runs(count) { try Self.sitting(Self.small).meanBytes } },
        Benchmark(
            "terminal.bytes.200x50",
            "the same on a large terminal",
            unit: "B",
            kind: .absolute,
            budget: .atMost(4_000)
        ) { count in try await Samples.runs(count) { try Self.sitting(Self.large).meanBytes } },
        Benchmark(
            "terminal.bytes.unchanged",
            "bytes in that minute for frames that the terminal shows already",
            unit: "B",
            kind: .absolute,
            budget: .atMost(0)
        ) { count in try await Samples.runs(count) { Double(try Self.sitting(Self.large).bytesForNothing) } },
    ]

    private static func sitting(_ size: Size) throws -> Sitting {
        let sitting = try Sitting(
            Traffic(live: 40),
            size: size,
            exchangesPerSecond: 70,
            sampled: 40,
            steps: Array(repeating: .tick, count: 600)
        )
        try sitting.run()
        return sitting
    }
}

extension Sitting {
    /// The first frame, which fills an empty screen, has been drawn before the first step.
    fileprivate var meanBytes: Double {
        Double(self.work.reduce(0) { $0 + $1.bytes }) / Double(max(1, self.work.count))
    }
}
