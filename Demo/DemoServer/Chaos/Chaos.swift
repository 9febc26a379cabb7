import BackgroundWork
import BackgroundWorkEvents
import Foundation
import Synchronization

/// Makes trouble on request.
///
/// It is created before the tasks that it troubles, because they are configured with it as their host.
final class Chaos: Sendable {
    /// What came of it, as a sentence, and how many tasks it was.
    struct Result: Equatable, Sendable {
        let accepted: Int
        let sentence: String
    }

    static let failures = 20
    static let maximumFlood = 10_000
    static let defaultSeconds = 5
    /// Nobody wants to wait longer to get the threads back, and no request can ask for it.
    static let maximumSeconds = 30
    static let maximumThreads = 64

    private struct Target {
        weak var tasks: BackgroundTasks?
    }

    private let planner: WorkPlanner
    private let world: OutsideWorld
    private let target = Mutex(Target())

    init(planner: WorkPlanner, world: OutsideWorld) {
        self.planner = planner
        self.world = world
    }

    func trouble(_ tasks: BackgroundTasks) {
        self.target.withLock { $0.tasks = tasks }
    }

    /// Makes trouble. Does not block; what is added runs as any other task does.
    ///
    /// - Parameters:
    ///   - seconds: How long a thread is blocked.
    ///   - threads: How many threads are blocked; nil for one of the library's, or all of Swift's.
    func unleash(
        _ kind: ChaosKind,
        origin: String,
        seconds: Int = Chaos.defaultSeconds,
        threads: Int? = nil
    ) throws(BackgroundTasksError) -> Result {
        guard let tasks = self.target.withLock({ $0.tasks }) else {
            return Result(accepted: 0, sentence: "There is nothing to trouble yet.")
        }
        let seconds = min(max(seconds, 1), Self.maximumSeconds)
        let threads = threads.map { min(max($0, 1), Self.maximumThreads) }
        switch kind {
        case .hang:
            return try self.hang(tasks, origin: origin)
        case .failing:
            let count = try self.add(SendPush.self, atMost: Self.failures, to: tasks, origin: origin)
            return Result(accepted: count, sentence: "\(count) tasks that fail were added.")
        case .flood:
            let count = try self.add(ImportRow.self, atMost: Self.maximumFlood, to: tasks, origin: origin)
            let end = count < Self.maximumFlood ? "until there was no more room" : "as many as a flood brings"
            return Result(accepted: count, sentence: "\(count) tasks were added, \(end).")
        case .block:
            return try self.block(tasks, origin: origin, seconds: seconds, threads: threads ?? 1)
        case .blockSwift:
            return self.blockSwift(seconds: seconds, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        }
    }

    private func hang(_ tasks: BackgroundTasks, origin: String) throws(BackgroundTasksError) -> Result {
        let handle = try tasks.addUnlessFull("sync-ledger", options: BackgroundTaskOptions(origin: origin)) {
            while true {
                // Whoever is cancelled here hands the sleep to a task that is not, and so never hears of it.
                await Task { try? await Task.sleep(for: .milliseconds(100)) }.value
            }
        }
        guard let handle else { return Result(accepted: 0, sentence: "There is no room for another task.") }
        return Result(accepted: 1, sentence: "Task \(handle.id) \(handle.name) will not stop when asked.")
    }

    private func block(
        _ tasks: BackgroundTasks,
        origin: String,
        seconds: Int,
        threads: Int
    ) throws(BackgroundTasksError) -> Result {
        var count = 0
        while count < threads {
            let handle = try tasks.addUnlessFull("pack-archive", options: BackgroundTaskOptions(origin: origin)) {
                Self.blockThread(seconds: seconds)
            }
            guard handle != nil else { break }
            count += 1
        }
        return Result(accepted: count, sentence: "Tasks that block a thread for \(seconds) s each: \(count).")
    }

    /// Not a background task, on purpose: this is what a library that somebody else wrote does to the whole process.
    private func blockSwift(seconds: Int, threads: Int) -> Result {
        // The pool has so many threads for each priority.
        for priority in [TaskPriority.high, .medium, .low, .background] {
            for _ in 0..<threads {
                Task.detached(priority: priority) { Self.blockThread(seconds: seconds) }
            }
        }
        return Result(
            accepted: threads,
            sentence: "Swift's own threads are blocked for \(seconds) s, \(threads) of them at each priority."
        )
    }

    private func add<Work: DemoWork>(
        _: Work.Type,
        atMost limit: Int,
        to tasks: BackgroundTasks,
        origin: String
    ) throws(BackgroundTasksError) -> Int {
        var count = 0
        while count < limit {
            let work = self.planner.next(Work.self)
            let options = BackgroundTaskOptions(origin: origin)
            let handle = try tasks.addUnlessFull(Work.name, options: options) { [world] in try await work.run(in: world) }
            guard handle != nil else { break }
            count += 1
        }
        return count
    }

    private static func blockThread(seconds: Int) {
        Thread.sleep(forTimeInterval: TimeInterval(seconds))
    }
}
