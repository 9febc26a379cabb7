public import BackgroundWork
import BackgroundWorkEvents
public import Logging

/// Runs `body` with background tasks that are running, and drains them when it returns. What `body` adds has its place at once, if
/// there is room.
///
/// ```swift
/// let timer = ManualTimer()
/// try await withBackgroundTasks(configuration: .init(maximumRunning: 1), timer: timer) { tasks in
///     let started = Gate()
///     let receipt = try await tasks.add("send-receipt", options: .init(timeout: .seconds(5))) {
///         started.open()
///         try await Gate().waitUnlessCancelled()
///     }
///     await started.wait()
///     timer.advance(by: .seconds(5))
///     #expect(await receipt.outcome.kind == .timedOut)
/// }
/// ```
///
/// - Parameters:
///   - configuration: Limits and deadlines, as the application under test has them; but for an `onAbandon` that ends the process. Its
///     host is not asked to shut anything down by the end of `body`.
///   - logger: Gets the lines of the library; nil: the logger of the calling task.
///   - timer: The time by which deadlines fall due; nil for the real one. With a manual one the grace period never ends by itself.
///   - body: What uses the tasks. When it has returned, or thrown, a drain begins; what still runs then has to end by itself, or
///     when the grace period does.
/// - Returns: What `body` returns, when the last task has ended.
/// - Throws: What `body` throws, likewise; the tasks are asked to stop then, without a grace period.
public func withBackgroundTasks<Result: Sendable>(
    configuration: BackgroundTasks.Configuration = .init(),
    logger: Logger? = nil,
    timer: (any DeadlineTimer)? = nil,
    _ body: @Sendable (BackgroundTasks) async throws -> Result
) async throws -> Result {
    try await withBackgroundTasks(configuration: configuration, logger: logger, timer: timer) { tasks, _ in
        try await body(tasks)
    }
}

/// As the other one, for a test of what happens in a shutdown: `body` gets what begins one, too.
///
/// ```swift
/// try await withBackgroundTasks { tasks, shutdown in
///     shutdown()
///     #expect(throws: BackgroundTasksError.self) { try tasks.addUnlessFull("late") {} }
/// }
/// ```
///
/// What it begins is a drain, as a signal to the application would, whatever host there is; it has begun when the call returns, and a second
/// one changes nothing.
///
/// - Parameters:
///   - configuration: Limits and deadlines, as the application under test has them; but for an `onAbandon` that ends the process. Its
///     host is not asked to shut anything down by the end of `body`.
///   - logger: Gets the lines of the library; nil: the logger of the calling task.
///   - timer: The time by which deadlines fall due; nil for the real one. With a manual one the grace period never ends by itself.
///   - body: What uses the tasks, and what begins their drain.
/// - Returns: What `body` returns, when the last task has ended.
/// - Throws: What `body` throws, likewise; the tasks are asked to stop then, without a grace period.
public func withBackgroundTasks<Result: Sendable>(
    configuration: BackgroundTasks.Configuration = .init(),
    logger: Logger? = nil,
    timer: (any DeadlineTimer)? = nil,
    _ body: @Sendable (_ tasks: BackgroundTasks, _ shutdown: @escaping @Sendable () -> Void) async throws -> Result
) async throws -> Result {
    let tasks = BackgroundTasks(configuration: configuration, logger: logger, timer: timer)
    let begun = Gate()
    async let running: Void = tasks.run(onBegin: { begun.open() })
    await begun.wait()
    do {
        let result = try await body(tasks) { tasks.drain(by: Requester("the test")) }
        tasks.drain(by: Requester("the end of the test"))
        try await running
        return result
    } catch {
        tasks.perform(.force, by: Requester("a failed test"))
        try await running
        throw error
    }
}
