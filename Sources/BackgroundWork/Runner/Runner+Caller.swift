/// What is known of the code that calls.
extension Runner {
    /// The task of this runner's that waits while the calling code does. One of other background tasks is none of this runner's, and one in
    /// which a `Task {}` was started does not wait for that.
    var callersTask: TaskRecord? {
        Self.isCallerEscaped ? nil : self.ownTask(of: .current)
    }

    /// The task of this runner's that `context` belongs to.
    func ownTask(of context: BackgroundTaskContext?) -> TaskRecord? {
        context.flatMap { $0.record.runner === self ? $0.record : nil }
    }

    /// Whether the calling code, which believes to be part of a background task, is not: it runs in a `Task {}` that was started there, and
    /// that inherits what the task knows, but neither its executor nor its end.
    ///
    /// Told by the executor: a background task prefers one, its record or Swift's own pool, and what is structurally part of it prefers
    /// that, or one that the application prefers for a part; a `Task {}` prefers none. A task that got a preference of its own is not told
    /// by this, but it is found out if it outlives the background task.
    static var isCallerEscaped: Bool {
        unsafe withUnsafeCurrentTask { task in
            guard let task = unsafe task else { return true }
            return unsafe task.unownedTaskExecutor == nil
        }
    }
}
