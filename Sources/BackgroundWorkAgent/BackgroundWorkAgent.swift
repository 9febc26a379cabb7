public import BackgroundWorkEvents
import BackgroundWorkWire
public import Logging
import NIOCore
public import ServiceLifecycle
import Synchronization

/// Lets `bgtop` attach to this process from another terminal: serves the events of its background tasks at a Unix socket that only
/// its own user and root can reach.
///
/// ```swift
/// let group = ServiceGroup(
///     services: [BackgroundWorkAgent(tasks), tasks, server],
///     gracefulShutdownSignals: [.sigterm, .sigint],
///     logger: logger
/// )
/// ```
///
/// Named before the tasks, it is the last to go in a shutdown: viewers see the drain to its end, and the report. It has a thread of
/// its own, so that it answers while all others are blocked.
///
/// The socket is made in the first of these directories that can be used, and `bgtop` looks into the same: `bgtop` in
/// `$RUNTIME_DIRECTORY`, and in `$XDG_RUNTIME_DIR` or `/run/user/UID`; `bgtop-UID` in `$TMPDIR` or `/tmp`. `$BGTOP_SOCKET` names
/// another path, for both.
///
/// A viewer that is slow, stopped, killed or hostile costs at most 1.25 MiB of bytes that wait for it, 0.5 MiB of a request that has
/// not come as a whole, 16,384 events that wait to be told, and what it is being told: as many again, or a snapshot of all that
/// lives. It is cut off when it has taken nothing for 30 s. No task ever waits for one.
///
/// Safe to use from any thread.
public struct BackgroundWorkAgent: Service {
    /// What viewers may do.
    public enum Control: Sendable {
        /// Look.
        case readOnly
        /// Cancel tasks, hold intake, change limits, drain: everything that `TaskControl` can do.
        ///
        /// Give the tasks a host then, a `BackgroundTasksHost` such as `.terminationSignal`: a drain that a viewer asks for shuts the
        /// whole application down. Without one it ends the tasks alone, which a service group takes for a fault unless it is told
        /// otherwise (`successTerminationBehavior`): it cancels the other services, the server among them, and throws.
        case allowed
    }

    let source: any TaskEventSource
    let commands: any TaskControl
    let control: Control
    let socketPath: String?
    let logger: Logger
    var limits = AgentLimits()
    private let running = Running()

    private final class Running: Sendable {
        let agent = Mutex<Agent?>(nil)
    }

    /// - Parameters:
    ///   - tasks: What is to be watched.
    ///   - control: What viewers may do besides looking.
    ///   - socketPath: Where the socket is to be, and nowhere else; nil for the first place that can be used.
    ///   - logger: Gets a line with the socket's path, and one for each viewer that comes, leaves, is refused or cut off, sixty in a minute
    ///     at most. nil: the logger of the calling task, or, where none is bound to that, one with the label `background-work-agent`.
    public init(
        _ tasks: some TaskEventSource & TaskControl,
        control: Control = .readOnly,
        socketPath: String? = nil,
        logger: Logger? = nil
    ) {
        self.source = tasks
        self.commands = tasks
        self.control = control
        self.socketPath = socketPath
        self.logger = logger ?? (Logger.current.label.isEmpty ? Logger(label: "background-work-agent") : .current)
    }

    /// Serves viewers until a graceful shutdown, or until the calling task is cancelled.
    ///
    /// Where there is no place for a socket it logs why and serves nobody: that a process cannot be watched is no reason to end it.
    public func run() async {
        let agent: Agent
        do {
            agent = try await Agent.start(self)
        } catch {
            self.logger.error("bgtop cannot attach to this process. \(error)")
            return await self.waitForShutdown()
        }
        self.running.agent.withLock { $0 = agent }
        self.logger.info("bgtop can attach to this process.", metadata: ["socket": "\(agent.path)"])
        await self.waitForShutdown()
        await agent.end(within: Task.isCancelled ? .zero : self.limits.farewell)
    }

    /// Tells all viewers the last that there is and is no longer there for any, on the calling thread: for who has to end the process
    /// without waiting for its services, as `BackgroundTasks.Configuration.onAbandon` may.
    ///
    /// Blocks for two seconds at most, where a viewer takes nothing, and not at all where there is nobody to be told.
    public func finish() {
        self.running.agent.withLock { $0 }?.endNow(within: self.limits.farewell)
    }

    private func waitForShutdown() async {
        // Throws when the task is cancelled, which is an end as well.
        try? await gracefulShutdown()
    }

    /// Where viewers find the process; nil before it can be found.
    package var path: String? { self.running.agent.withLock { $0?.path } }

    /// The most bytes that ever waited for one viewer.
    package var peakBuffered: Int { self.running.agent.withLock { $0?.peakBuffered ?? 0 } }
}
