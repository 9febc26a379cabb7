import BackgroundWorkEvents

/// What a task is to do.
enum TaskOperation: Sendable {
    /// Kept as it was passed in: most tasks return nothing, and each layer around what they do would be one more frame on their stack.
    case void(@Sendable () async throws -> Void)
    /// Boxed, because the frames of a task have no room for more; nil where it is `Void` after all, as a generic caller's may be.
    case returning(@Sendable () async throws -> Box<any Sendable>?)

    init<Success: Sendable>(_ operation: @escaping @Sendable () async throws -> Success) {
        self = .returning {
            let value = try await operation()
            return Success.self == Void.self ? nil : Box(value)
        }
    }

    /// - Returns: What the operation returned; nil for `Void`.
    func call() async throws -> Box<any Sendable>? {
        switch self {
        case .void(let operation):
            try await operation()
            return nil
        case .returning(let operation):
            return try await operation()
        }
    }

    /// The same, called when a response is over. Those who watch see that it waits, as a part of the task.
    func after(_ end: ResponseEnd, fileID: StaticString, line: UInt) -> Self {
        let wait: @Sendable () async throws -> Void = {
            try await tracked(TaskNode.awaitResponse, fileID: fileID, line: line) { try await end.wait() }
        }
        return switch self {
        case .void(let operation):
            .void {
                try await wait()
                try await operation()
            }
        case .returning(let operation):
            .returning {
                try await wait()
                return try await operation()
            }
        }
    }
}
