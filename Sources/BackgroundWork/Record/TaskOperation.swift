import BackgroundWorkEvents

/// What a task is to do.
enum TaskOperation: Sendable {
    /// Kept as it was passed in: most tasks return nothing, and each layer around what they do would be one more frame on their stack.
    case void(@Sendable () async throws -> Void)
    case returning(@Sendable () async throws -> Box<any Sendable>)

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
}
