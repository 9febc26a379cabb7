import BackgroundWorkEvents

extension BackgroundTasks {
    /// Submits a task, and waits for room if there is none.
    ///
    /// Suspends while intake is held, or as many tasks run and are queued as may. Freed room goes to the caller that has waited
    /// longest. Once this has returned the task is accepted, and will end in exactly one of the outcomes of `TaskOutcome`.
    ///
    /// A task begins as soon as a thread of the library's comes across it: at once if all of them sleep, within a millisecond if one has
    /// just run out of work. What has begun is not kept waiting like that.
    ///
    /// A background task that adds to its own full pool waits for a place while it holds one. That is told in its row and in the
    /// log; submit from elsewhere, or use `addUnlessFull`.
    ///
    /// - Parameters:
    ///   - name: The kind of work, such as `send-receipt`: the same for all tasks of a kind, because viewers group by it. The task has
    ///     it in ``BackgroundTaskContext/name``; `Task.name` stays nil.
    ///   - options: Priority, timeout, and facts for whoever watches.
    ///   - fileID: In which file of the source it is submitted, for whoever watches.
    ///   - line: And in which line.
    ///   - operation: The work. What it throws is logged, counted and shown, and disturbs no other task.
    /// - Returns: A handle, which may be dropped.
    /// - Throws: ``BackgroundTasksError`` if a shutdown has begun, `CancellationError` if the caller was cancelled before there was
    ///   room. It throws if and only if the task was not accepted.
    @discardableResult
    public func add<Success: Sendable>(
        _ name: String,
        options: BackgroundTaskOptions = .init(),
        fileID: StaticString = #fileID,
        line: UInt = #line,
        operation: @escaping @Sendable () async throws -> Success
    ) async throws -> BackgroundTaskHandle<Success> {
        let record = self.record(name, options, fileID: fileID, line: line, TaskOperation(operation))
        if try self.mustWait(record) { try await self.waitForRoom(record) }
        return BackgroundTaskHandle(record: record)
    }

    /// As ``add(_:options:fileID:line:operation:)``, for work that returns nothing.
    @discardableResult
    public func add(
        _ name: String,
        options: BackgroundTaskOptions = .init(),
        fileID: StaticString = #fileID,
        line: UInt = #line,
        operation: @escaping @Sendable () async throws -> Void
    ) async throws -> BackgroundTaskHandle<Void> {
        let record = self.record(name, options, fileID: fileID, line: line, .void(operation))
        if try self.mustWait(record) { try await self.waitForRoom(record) }
        return BackgroundTaskHandle(record: record)
    }

    /// Submits a task if there is room at this moment. Never suspends, and never overtakes a caller that waits in `add`.
    ///
    /// - Returns: A handle; nil if the task was not accepted, because there is no room, callers wait already, or intake is held.
    /// - Throws: ``BackgroundTasksError`` if a shutdown has begun.
    public func addUnlessFull<Success: Sendable>(
        _ name: String,
        options: BackgroundTaskOptions = .init(),
        fileID: StaticString = #fileID,
        line: UInt = #line,
        operation: @escaping @Sendable () async throws -> Success
    ) throws(BackgroundTasksError) -> BackgroundTaskHandle<Success>? {
        let record = self.record(name, options, fileID: fileID, line: line, TaskOperation(operation))
        return try self.submitUnlessFull(record) ? BackgroundTaskHandle(record: record) : nil
    }

    /// As ``addUnlessFull(_:options:fileID:line:operation:)``, for work that returns nothing.
    public func addUnlessFull(
        _ name: String,
        options: BackgroundTaskOptions = .init(),
        fileID: StaticString = #fileID,
        line: UInt = #line,
        operation: @escaping @Sendable () async throws -> Void
    ) throws(BackgroundTasksError) -> BackgroundTaskHandle<Void>? {
        let record = self.record(name, options, fileID: fileID, line: line, .void(operation))
        return try self.submitUnlessFull(record) ? BackgroundTaskHandle(record: record) : nil
    }

    /// - Returns: Whether the caller has to wait for room.
    private func mustWait(_ record: TaskRecord) throws(BackgroundTasksError) -> Bool {
        switch self.runner.update({ $0.submit(record, mayWait: true, at: $1, &$2) }) {
        case .accepted: return false
        case .mustWait: return true
        case .rejected: throw self.refusal(of: record)
        }
    }

    /// - Returns: Whether the task was accepted.
    private func submitUnlessFull(_ record: TaskRecord) throws(BackgroundTasksError) -> Bool {
        switch self.runner.update({ $0.submit(record, mayWait: false, at: $1, &$2) }) {
        case .accepted: return true
        case .rejected(.shuttingDown): throw self.refusal(of: record)
        case .rejected, .mustWait: return false
        }
    }

    private func waitForRoom(_ record: TaskRecord) async throws {
        let runner = self.runner
        let callersTask = runner.callersTask
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let caller = WaitingCallers.Caller(record: record, waitingTask: callersTask) {
                    continuation.resume(returning: $0)
                }
                runner.update { $0.wait(caller, at: $1, &$2) }
                // A cancellation that came before the caller was on the list found nobody to cancel.
                if Task.isCancelled { runner.update { $0.cancelWaiting(record, at: $1, &$2) } }
            }
        } onCancel: {
            runner.update { $0.cancelWaiting(record, at: $1, &$2) }
        }
        switch answer {
        case .accepted: break
        case .refused: throw self.refusal(of: record)
        case .cancelled: throw CancellationError()
        }
    }

    private func record(
        _ name: String,
        _ options: BackgroundTaskOptions,
        fileID: StaticString,
        line: UInt,
        _ operation: TaskOperation
    ) -> TaskRecord {
        let request = Serving.local?.request
        var fields = request?.fields(completing: options) ?? options.allFields
        if let redact = self.runner.configuration.redact {
            fields = fields.map { .init($0.key, redact(.field(key: $0.key, value: $0.value, task: name))) }
        }
        let priority = options.rawPriority ?? Task.currentPriority.rawValue
        let submitter = BackgroundTaskContext.local
        self.runner.watch.use(priority)
        var operation = operation
        if options.afterResponse, let end = request?.awaitedEnd() {
            operation = operation.after(end, fileID: fileID, line: line)
        }
        return TaskRecord(
            details: TaskDescription.Details(
                name: name,
                priority: priority,
                fields: fields,
                location: TaskDescription.SourceLocation(fileID: fileID, line: line),
                timeout: options.timeout,
                submitter: self.runner.ownTask(of: submitter)?.id
            ),
            context: SubmittedContext(of: submitter),
            runner: self.runner,
            operation: operation
        )
    }

    private func refusal(of record: TaskRecord) -> BackgroundTasksError {
        BackgroundTasksError(
            .shuttingDown,
            "The task \"\(record.details.name)\" was not accepted: the server is shutting down.",
            location: record.details.location
        )
    }
}
