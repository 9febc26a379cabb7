import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness
import Foundation

/// What the agent takes of a processor to tell a viewer of very much.
enum SocketLoad {
    private static let tasksPerSecond = 10_000
    private static let seconds = 5
    /// They come so many times a second, all at once.
    private static let volleys = 100

    static let benchmarks = [
        Benchmark(
            "socket.load",
            "share of a core of the agent's thread, while 30,000 events/s go to a viewer in another process, which loses none",
            unit: "%",
            kind: .absolute,
            budget: .atMost(10)
        ) { count in try await Samples.runs(count) { try await Self.share() } }
    ]

    private static func share() async throws -> Double {
        try await ServedTasks.with(.init()) { tasks, path in
            let viewer = try ViewerProcess(path, count: Self.tasksPerSecond * Self.seconds)
            let before = try Self.threadTime
            let elapsed = try await Stopwatch.seconds {
                let start = ContinuousClock.now
                for volley in 0..<Self.volleys * Self.seconds {
                    try await Task.sleep(until: start + .seconds(volley) / Self.volleys, clock: .continuous)
                    for _ in 0..<Self.tasksPerSecond / Self.volleys { try await tasks.add("empty") {} }
                }
                try viewer.end(expecting: Self.tasksPerSecond * Self.seconds)
            }
            guard elapsed < Double(Self.seconds) * 1.2 else {
                throw Unsound("the machine took \(elapsed) s for what was to happen in \(Self.seconds)")
            }
            return (try Self.threadTime - before) / elapsed * 100
        }
    }

    /// What the threads of event loops have had of processors, in seconds. Only the agent's has anything to do.
    private static var threadTime: Double {
        get throws {
            let folder = "/proc/self/task"
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let times = threads.compactMap { thread -> Double? in
                guard let name = try? String(contentsOfFile: "\(folder)/\(thread)/comm", encoding: .utf8),
                    name.hasPrefix("NIO"),
                    let times = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)
                else { return nil }
                return times.split(separator: " ").first.flatMap { Double($0) }
            }
            guard !times.isEmpty else { throw Unavailable("the system does not say what a thread has taken") }
            return times.reduce(0, +) / 1e9
        }
    }
}
