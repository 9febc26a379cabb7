/// The way up: how a viewer changes what it watches.
///
/// The library implements it in process, a client over a socket. No call suspends, blocks or throws: what came of a command
/// arrives as an ``TaskEvent/Kind/audit(_:)`` event, in order with everything else. Safe to call from any thread.
public protocol TaskControl: Sendable {
    /// Whether the process does what is asked of it here, as far as it has said; otherwise all of it is refused. Of a process behind a
    /// socket another may take its place that says otherwise: to be asked again. True unless a type says something else.
    var isAllowed: Bool { get }

    /// Asks for `command` on behalf of `requester`, who is named in the log and in the report.
    func perform(_ command: TaskCommand, by requester: Requester)
}

extension TaskControl {
    public var isAllowed: Bool { true }
}
