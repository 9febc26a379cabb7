import BackgroundWorkEvents
import Tracing

/// Names a part of a background task, so that whoever watches sees when it began, how it ended and what the task is doing now.
///
/// Works in line, in `async let` and in a child of a group (`addTrackedTask` adds one); parts may contain parts. Outside of a
/// background task it only calls `operation`. Of each task `TaskNodes.maximum` parts are kept; with as many open, a further one is
/// only counted, and what is in it belongs to the part around it.
///
/// Where the application traces, a part is a span, and a child of that of the task or of the part around it.
///
/// A part that returns succeeded; one that throws after a request to stop was cancelled, and one that throws without, failed.
///
/// A part that is opened inside a `Task {}` is no structural part of the task in which that was started: it is shown as escaped.
/// What such a part reports after the background task has ended is ignored and counted.
///
/// Suspends only as `operation` does.
///
/// - Parameters:
///   - name: What the part does, such as `upload`: the same each time.
///   - fileID: In which file of the source the part is, for whoever watches.
///   - line: And in which line.
///   - operation: The part. Runs where the caller runs.
/// - Returns: What `operation` returns.
/// - Throws: What `operation` throws. Watchers see it as text, after redaction.
public nonisolated(nonsending) func tracked<Success, Failure: Error>(
    _ name: String,
    fileID: StaticString = #fileID,
    line: UInt = #line,
    operation: nonisolated(nonsending) () async throws(Failure) -> Success
) async throws(Failure) -> Success {
    guard let context = BackgroundTaskContext.local else { return try await operation() }
    let node = OpenNode(name, in: context, location: TaskDescription.SourceLocation(fileID: fileID, line: line))
    let result = await BackgroundTaskContext.$local.withValue(node.context) {
        await withTaskCancellationHandler {
            guard let span = node.span else { return await Result.catching(operation) }
            return await ServiceContext.withValue(span.context) { await Result.catching(operation) }
        } onCancel: {
            node.noteDelivery()
        }
    }
    switch result {
    case .success: node.close(.succeeded)
    case .failure(let error): node.close(Task.isCancelled ? .cancelled : .failed, error: error)
    }
    return try result.get()
}

extension Result {
    fileprivate nonisolated(nonsending) static func catching(
        _ operation: nonisolated(nonsending) () async throws(Failure) -> Success
    ) async -> Self {
        do throws(Failure) {
            return .success(try await operation())
        } catch {
            return .failure(error)
        }
    }
}
