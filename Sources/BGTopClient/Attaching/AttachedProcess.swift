public import BackgroundWorkEvents
import Foundation
import Synchronization

/// A process that is watched over its socket, and the ones that take its place.
///
/// Each subscription has a connection of its own. When it breaks the stream says so (``TaskEvent/Kind/interrupted(_:)``), and the
/// process is looked for, soon and then every two seconds; what comes after that begins with a snapshot, as everything does. So it is
/// with a process that says nothing for five seconds, which is one that is stopped. All of it happens on threads of its own: nothing
/// here ever waits.
///
/// Safe to use from any thread.
public final class AttachedProcess: TaskEventSource, TaskControl {
    /// Where to look for a process that is gone.
    public enum Successor: Sendable {
        /// At the socket where the first one was: it was named.
        case samePath
        /// There, and wherever this user's processes are: one of the same name takes its place.
        case sameName
    }

    private let found: FoundProcess
    private let whereabouts: Whereabouts
    private let successor: Successor
    private let environment: [String: String]
    private let silence: Duration
    private let thread = ClientThread()
    /// The connection of the last subscription.
    private let link = Mutex<ServerLink?>(nil)

    public convenience init(_ found: FoundProcess, successor: Successor) {
        self.init(found, successor: successor, environment: ProcessInfo.processInfo.environment)
    }

    /// The same process, and always the same one in its place, for somebody else who watches it: over connections and on a thread of
    /// its own, so that neither waits for the other.
    public init(alongside other: AttachedProcess) {
        self.found = other.found
        self.whereabouts = other.whereabouts
        self.successor = other.successor
        self.environment = other.environment
        self.silence = other.silence
    }

    /// - Parameters:
    ///   - environment: Says where to look for a successor, instead of this process's.
    ///   - silence: After how long without a word from the process it is said that none comes. Servers send one a second.
    package init(
        _ found: FoundProcess,
        successor: Successor,
        environment: [String: String],
        silence: Duration = .seconds(5)
    ) {
        self.found = found
        self.whereabouts = Whereabouts(found.path)
        self.successor = successor
        self.environment = environment
        self.silence = silence
    }

    public func subscribe(
        maximumBuffered: Int,
        onReady: @escaping @Sendable () -> Void
    ) -> any TaskEventSubscription {
        let inbox = EventInbox(maximum: maximumBuffered, onReady: onReady)
        let link = ServerLink(
            to: self.found,
            at: self.whereabouts,
            successor: self.successor,
            environment: self.environment,
            silence: self.silence,
            inbox: inbox,
            thread: self.thread
        )
        self.link.withLock { $0 = link }
        link.connect()
        return AttachedSubscription(inbox: inbox, link: link)
    }

    /// What the process said of itself that answered last.
    public var isAllowed: Bool {
        self.link.withLock { $0 }?.allowsControl ?? self.found.allowsControl
    }

    /// Sends the command. It is lost where there is no connection, which the stream has said.
    public func perform(_ command: TaskCommand, by requester: Requester) {
        self.link.withLock { $0 }?.send(command, by: requester)
    }
}

/// One viewer's end of a connection.
private final class AttachedSubscription: TaskEventSubscription {
    private let inbox: EventInbox
    private let link: ServerLink

    init(inbox: EventInbox, link: ServerLink) {
        self.inbox = inbox
        self.link = link
    }

    deinit {
        self.link.cancel()
    }

    func drain(into events: inout [TaskEvent]) {
        self.inbox.drain(into: &events)
    }

    func instant(at local: TaskInstant) -> TaskInstant {
        self.inbox.instant(at: local)
    }

    func cancel() {
        self.link.cancel()
    }
}
