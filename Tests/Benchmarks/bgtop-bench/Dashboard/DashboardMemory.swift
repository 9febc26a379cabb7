import BGTopDashboard
import BenchmarkHarness
import Foundation

/// How much memory the dashboard has of the machine's. Each time in a process of its own: what others have asked for and given
/// back stays with a process.
enum DashboardMemory {
    private static let live = 100_000

    static let benchmarks = [
        Benchmark(
            "dashboard.memory.100000",
            "resident memory of a process with the dashboard after 30 s with 100,000 live tasks, above what it had before (the baseline)",
            unit: "MB",
            kind: .absolute,
            budget: .atMost(120)
        ) { count in
            let figures = try (0..<count).map { _ in try Self.figures() }
            return Samples(values: figures.map { $0.after - $0.before }, baselines: figures.map(\.before))
        }
    ]

    /// Sits through half a minute, and says how much was resident before and with the last frame: two numbers, in bytes.
    static func measure() throws -> String {
        let before = try MemoryReading.now.resident
        let sitting = try Sitting(
            Traffic(live: self.live),
            size: Size(columns: 120, rows: 36),
            exchangesPerSecond: 1_000,
            sampled: 1_000,
            steps: (0..<300).flatMap { $0.isMultiple(of: 10) ? [.tick, .key(.down)] : [.tick] }
        )
        let after = Reading()
        sitting.atEnd = { after.take() }
        try sitting.run()
        guard let resident = after.resident else { throw Unavailable("the system does not say how much memory is resident") }
        return "\(before) \(resident)"
    }

    private final class Reading {
        private(set) var resident: Int?

        func take() { self.resident = try? MemoryReading.now.resident }
    }

    /// In megabytes, as another process has found them.
    private static func figures() throws -> (before: Double, after: Double) {
        guard let program = Bundle.main.executableURL else { throw Unavailable("this program does not know where it is") }
        let process = Process()
        process.executableURL = program
        process.arguments = ["--dashboard-memory"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let figures = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard process.terminationStatus == 0, figures.count == 2 else {
            throw Unsound("the process that was to be measured ended with \(process.terminationStatus)")
        }
        return (figures[0] / 1e6, figures[1] / 1e6)
    }
}
