extension ThrowingDiscardingTaskGroup {
    /// Adds a child that is a named part of the background task, as ``tracked(_:fileID:line:operation:)`` makes one.
    ///
    /// Does not suspend. Otherwise as `addTask(name:priority:operation:)`; outside of a background task it is no more than that.
    ///
    /// - Parameters:
    ///   - name: What the child does, such as `resize`: the same each time. It is the name of the Swift task, too.
    ///   - priority: The child's priority; nil: the priority of the group's task. Which of several gets a thread first goes by the
    ///     priority with which the background task was submitted.
    ///   - fileID: In which file of the source the child is added, for whoever watches.
    ///   - line: And in which line.
    ///   - operation: What the child does.
    public mutating func addTrackedTask(
        _ name: String,
        priority: TaskPriority? = nil,
        fileID: StaticString = #fileID,
        line: UInt = #line,
        operation: sending @escaping @isolated(any) () async throws -> Void
    ) {
        self.addTask(name: name, priority: priority) {
            try await tracked(name, fileID: fileID, line: line) { try await operation() }
        }
    }
}
