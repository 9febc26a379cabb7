import BGTopTeaching
import BackgroundWork

extension Variant {
    /// A variant whose code is one background task.
    ///
    /// - Parameters:
    ///   - task: What the task is called: the lane above all others.
    ///   - listing: The code, as it stands in the closure.
    ///   - line: `#line`, as the last argument in a line of its own: the code begins in the second line after it, behind `) {`.
    init(
        _ change: String = "",
        task name: String = "the call",
        prompt: String,
        listing: String,
        questions: [Question],
        why: String,
        fileID: StaticString = #fileID,
        line: UInt,
        code: @escaping @Sendable () async throws -> Void
    ) {
        self.init(
            change: change,
            prompt: prompt,
            listing: CodeListing(listing, fileID: fileID.description, firstLine: Int(line) + 2),
            questions: questions,
            why: why
        ) {
            LivePerformance(task: name, fileID: fileID, line: line + 1, code: code)
        }
    }

    /// A variant whose code is a server's: it submits tasks, and perhaps shuts them down.
    init(
        _ change: String = "",
        configuration: BackgroundTasks.Configuration,
        prompt: String,
        listing: String,
        questions: [Question],
        why: String,
        fileID: StaticString = #fileID,
        line: UInt,
        code: @escaping @Sendable (BackgroundTasks) async throws -> Void
    ) {
        self.init(
            change: change,
            prompt: prompt,
            listing: CodeListing(listing, fileID: fileID.description, firstLine: Int(line) + 2),
            questions: questions,
            why: why
        ) {
            LivePerformance(configuration: configuration) { tasks in
                try? await code(tasks)
                await tasks.waitUntilIdle(atMost: LivePerformance.limit)
            }
        }
    }
}
