import BenchmarkHarness
import Foundation

/// What an empty task costs here, against one of asgi-background, which this library began with.
enum PythonCost {
    static func benchmarks(python: String) -> [Benchmark] {
        [
            Benchmark(
                "asgi-background",
                "empty tasks a second, with a subscriber; against asgi-background, if `python3 -c \"import asgi_background\"` works",
                unit: "tasks/s",
                kind: .ratio,
                budget: .atLeast(15)
            ) { count in
                try Self.requireSeed(python: python)
                return try await Samples.pairs(count) {
                    1e9 / (try await TaskCost.background(isWatched: true))
                } baseline: {
                    try Self.tasksPerSecond(python: python)
                }
            }
        ]
    }

    private static var script: String {
        URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("asgi_background_cost.py").path
    }

    private static func requireSeed(python: String) throws {
        let found = try? Self.run(python, ["-c", "import asgi_background"])
        guard found?.status == 0 else { throw Unavailable("\(python) has no asgi_background: pip install asgi-background") }
    }

    private static func tasksPerSecond(python: String) throws -> Double {
        let (status, output) = try Self.run(python, [Self.script])
        guard status == 0, let rate = Double(output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Unsound("\(Self.script) ended with \(status)")
        }
        return rate
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
