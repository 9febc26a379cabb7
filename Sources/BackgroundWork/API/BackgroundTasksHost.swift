public import BackgroundWorkEvents

/// The application around the tasks, as far as a person at a dashboard can ask something of it.
///
/// Every requirement is called on the thread of whoever asks, which may be the dashboard's: none may block.
public protocol BackgroundTasksHost: Sendable {
    /// What the application offers in the dashboard's menu, besides what the library does.
    var actions: [HostAction] { get }

    /// Does one of ``actions``.
    ///
    /// - Returns: A sentence that says what was done. It is shown and audited.
    /// - Throws: What is shown and audited as the reason why it was not done.
    func perform(_ action: HostAction.ID, by requester: Requester) throws -> String

    /// Begins the application's own graceful shutdown, where the tasks are drained through that: with a service group that
    /// stops the server first, for example.
    ///
    /// - Returns: Whether the application does so. If not, the library drains its tasks itself.
    func requestShutdown(by requester: Requester) -> Bool
}

extension BackgroundTasksHost {
    public var actions: [HostAction] { [] }

    public func perform(_ action: HostAction.ID, by requester: Requester) throws -> String {
        throw UnknownHostAction(action)
    }

    public func requestShutdown(by requester: Requester) -> Bool { false }
}
