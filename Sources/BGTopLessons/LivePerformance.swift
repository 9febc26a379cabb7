import BGTopTeaching
package import BackgroundWork
package import BackgroundWorkEvents
import Logging

/// A run of code on background tasks of its own: of a lesson's, or of what somebody makes of an exercise.
package struct LivePerformance: Performance {
    /// How long code may take. What has not ended then is shown as never ending. Less than a second, so that its scale ends there.
    static let limit = Duration.milliseconds(980)
    /// Who ends a run.
    private static let requester = Requester("the lesson")

    private let tasks: BackgroundTasks
    private let code: @Sendable (BackgroundTasks) async -> Void

    /// - Parameters:
    ///   - configuration: As a server would have it. When to give up on a task that does not end is the lesson's own.
    ///   - code: What the server does. It may leave tasks behind: they are drained.
    package init(
        configuration: BackgroundTasks.Configuration = .init(),
        code: @escaping @Sendable (BackgroundTasks) async -> Void
    ) {
        var configuration = configuration
        configuration.processName = "lesson"
        configuration.abandonAfter = .zero
        configuration.onAbandon = { _ in }
        self.tasks = BackgroundTasks(
            configuration: configuration,
            logger: Logger(label: "lesson", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        self.code = code
    }

    /// A run of code that is one background task.
    ///
    /// - Parameter name: What the task is called.
    init(task name: String, fileID: StaticString, line: UInt, code: @escaping @Sendable () async throws -> Void) {
        self.init(configuration: .init(shutdownGracePeriod: .zero, uncooperativeAfter: .zero)) { tasks in
            guard (try? await tasks.add(name, fileID: fileID, line: line, operation: code)) != nil else { return }
            await tasks.waitUntilIdle(atMost: Self.limit)
        }
    }

    package var source: any TaskEventSource { self.tasks }

    package func run() async {
        await self.begin()
        await self.code(self.tasks)
        let snapshot = self.tasks.snapshot()
        // A shutdown that the code has begun, and that has nobody to wait for any more, is over in a moment: that belongs to the run.
        if snapshot.live.isEmpty, snapshot.drain.phase != .accepting { await self.waitUntilStopped() }
        self.tasks.perform(.endOfRun, by: Self.requester)
        // What still runs is not left to the grace period, which is as long as the lesson wants it.
        self.tasks.perform(snapshot.live.isEmpty ? .drain : .force, by: Self.requester)
        await self.waitUntilStopped()
    }

    /// Returns when the shutdown has come to its end, or was given up.
    private func waitUntilStopped() async {
        for await event in self.tasks.events() where event.isLast { break }
    }

    /// Returns when tasks are being started. Before, only the queue's limit counts.
    private func begin() async {
        await withCheckedContinuation { begun in
            // Not part of this scope: a task that never ends keeps it from returning, and is what some lessons are about.
            Task { [tasks] in try await tasks.run { begun.resume() } }
        }
    }
}

extension BackgroundTasks {
    /// Returns when no task is live, when a shutdown was given up, or when it has taken too long.
    package func waitUntilIdle(atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in self.events() where event.isLast || self.snapshot().live.isEmpty { break }
            }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}

extension TaskEvent {
    /// Whether the drain has come to its end, or was given up.
    fileprivate var isLast: Bool {
        switch self.kind {
        case .stopped: true
        case .snapshot(let snapshot): snapshot.report != nil
        default: false
        }
    }
}
