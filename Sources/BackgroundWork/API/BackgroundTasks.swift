import BackgroundWorkEvents
public import Logging
public import ServiceLifecycle

/// Runs work in the background of a server: in one task group bound to the application's lifetime, not to the request that
/// submitted it; bounded, observed, and drained on shutdown.
///
/// ```swift
/// let tasks = BackgroundTasks(configuration: .init(maximumRunning: 64, shutdownGracePeriod: .seconds(20)))
///
/// try await tasks.add("send-receipt") { try await mailer.send(order) }
/// ```
///
/// It is a `Service`: every task is a child of ``run()``, so nothing outlives it. Before `run()` is called tasks queue up; if it
/// never is, and nobody holds on to the object any more, they are discarded. After ten seconds without it a line of the log asks for it.
///
/// It is not a durable queue: what a crash or a shutdown interrupts is gone. Work for it takes seconds, not hours.
///
/// Safe to use from any thread and any task.
public final class BackgroundTasks: Service, Sendable {
    let runner: Runner

    /// - Parameters:
    ///   - configuration: Limits and deadlines. A limit that cannot be used, such as a `maximumRunning` of 0, is a programming
    ///     error and stops the process with a sentence that says so; see ``Configuration/problem`` to check one beforehand.
    ///   - logger: Gets a line for every task that fails and for every step of a shutdown. nil: the logger of the calling task, or, where
    ///     none is bound to that, one with the label `background-tasks` of what `LoggingSystem` was bootstrapped with by now.
    ///   - timer: Keeps the deadlines; nil: a thread of its own. Tests pass one that they move by hand.
    public init(configuration: Configuration = .init(), logger: Logger? = nil, timer: (any DeadlineTimer)? = nil) {
        if let problem = configuration.problem { preconditionFailure("BackgroundTasks: \(problem).") }
        self.runner = Runner(
            configuration: configuration,
            logger: logger ?? (Logger.current.label.isEmpty ? Logger(label: "background-tasks") : .current),
            timer: timer ?? ControlThread()
        )
    }

    deinit {
        self.runner.update { $0.discardUnstarted(at: $1, &$2) }
    }

    /// Runs the tasks until a shutdown has drained them.
    ///
    /// Suspends for as long as the application lives. A graceful shutdown of the surrounding service group begins a drain;
    /// cancelling the calling task skips the grace period and asks every task to stop. It returns when the last task has ended:
    /// one that ignores cancellation keeps it from returning (see ``Configuration/abandonAfter``).
    ///
    /// - Throws: ``BackgroundTasksError`` with ``BackgroundTasksError/Code/alreadyRunning`` when called a second time.
    public func run() async throws {
        try await self.run(onBegin: {})
    }

    /// - Parameter onBegin: Called when accepted tasks are being started, from here on. For tests that have to know.
    package func run(onBegin: () -> Void) async throws {
        let runner = self.runner
        guard runner.update({ $0.begin(at: $1, &$2) }) else {
            throw BackgroundTasksError(.alreadyRunning, "BackgroundTasks.run() was called a second time; it runs once.")
        }
        onBegin()
        runner.pool.start()
        defer { runner.pool.stop() }
        await withGracefulShutdownHandler {
            await runner.runTasks()
        } onGracefulShutdown: {
            runner.drainItself(by: Requester("Service Lifecycle"))
        }
    }
}
