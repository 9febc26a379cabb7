import BackgroundWorkEvents
import BackgroundWorkWire
import Logging
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Serves one process's events at a socket, on an event loop of its own: whatever becomes of Swift's threads and of the
/// application's event loops, viewers are told.
///
/// Safe to use from any thread.
final class Agent: Sendable {
    /// What somebody hears who asks for a change where none is allowed.
    static let refusal = "Refused: this server lets viewers look, and change nothing (BackgroundWorkAgent's control)."

    let source: any TaskEventSource
    let commands: any TaskControl
    let control: BackgroundWorkAgent.Control
    let limits: AgentLimits
    let log: ViewerLog
    let hello: Hello
    /// Where viewers find the process.
    let path: String
    /// What lies there, and is removed at the end.
    private let file: SocketFile?

    private let group: MultiThreadedEventLoopGroup
    private let state = Mutex(State())

    private struct State {
        var server: (any Channel)?
        var connections: [ObjectIdentifier: NIOLoopBound<ViewerHandler>] = [:]
        /// Those of them over which somebody watches.
        var viewers: Set<ObjectIdentifier> = []
        /// Nil until somebody wants the end.
        var farewell: Farewell?
        var peakBuffered = 0
    }

    private init(_ agent: BackgroundWorkAgent, path: String, group: MultiThreadedEventLoopGroup) {
        self.source = agent.source
        self.commands = agent.commands
        self.control = agent.control
        self.limits = agent.limits
        self.log = ViewerLog(agent.logger, linesPerMinute: agent.limits.logLines)
        self.path = path
        self.file = SocketFile(path)
        self.group = group
        self.hello = Hello(watching: agent.source, allowsControl: agent.control == .allowed)
    }

    /// Makes the socket and listens.
    ///
    /// - Throws: An error whose description is a sentence, if there is no place for a socket.
    static func start(_ agent: BackgroundWorkAgent) async throws -> Agent {
        let (descriptor, path) = try SocketPlacement(agent.socketPath).place { reason in
            agent.logger.warning("bgtop's socket is elsewhere. \(reason)")
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let started = Agent(agent, path: path, group: group)
        do {
            try await started.listen(at: descriptor)
        } catch {
            await started.end(within: .zero)
            throw error
        }
        return started
    }

    private func listen(at descriptor: Int32) async throws {
        let server = try await ServerBootstrap(group: self.group)
            .childChannelInitializer { self.accept($0) }
            .childChannelOption(
                .writeBufferWaterMark,
                value: .init(low: self.limits.bytes / 4, high: self.limits.bytes)
            )
            // Nobody who sends very much keeps the others waiting. Who has not been looked at is not read at all: a connection is
            // registered with the event loop only when its initializer is done.
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .withBoundSocket(descriptor).get()
        self.state.withLock { $0.server = server }
    }

    // MARK: - Viewers

    private func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.peer.flatMapThrowing { peer in
            let operations = channel.pipeline.syncOperations
            guard peer.mayWatch(processOf: geteuid()) else {
                self.log.write(.warning, "A process of user \(peer.user) wanted to watch, and may not.")
                let refusal = "Only user \(geteuid()), whose process this is, and root may watch it: you are user \(peer.user)."
                return try operations.addHandler(TurnedAwayHandler(refusal: refusal))
            }
            let handler = ViewerHandler(agent: self, peer: peer)
            switch self.add(handler, of: channel) {
            case .added: try operations.addHandler(handler)
            case .full:
                self.log.write(.warning, "A connection was turned away: there are \(self.limits.connections).")
                let refusal = "This process has \(self.limits.connections) connections, and takes no more."
                try operations.addHandler(TurnedAwayHandler(refusal: refusal))
            case .ending:
                self.log.write(.info, "A viewer was turned away: the process is ending.")
                // A refusal would be final, and somebody else may soon be in this process's place.
                try operations.addHandler(TurnedAwayHandler(refusal: nil))
            }
        }.flatMapErrorThrowing { error in
            self.log.write(.warning, "A viewer could not be attached: \(error)")
            throw error
        }
    }

    private enum Admission {
        case added
        case full
        case ending
    }

    private func add(_ handler: ViewerHandler, of channel: any Channel) -> Admission {
        let id = ObjectIdentifier(channel)
        let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        let admission = self.state.withLock { state -> Admission in
            guard state.farewell == nil else { return .ending }
            guard state.connections.count < self.limits.connections else { return .full }
            state.connections[id] = bound
            return .added
        }
        if case .added = admission { channel.closeFuture.whenComplete { _ in self.remove(id) } }
        return admission
    }

    /// Gives a place to somebody who has said that they want to watch, which whoever only asks for the process's name never does.
    ///
    /// - Returns: Why there is none, as a sentence; nil if it was given.
    func admitViewer(on channel: any Channel) -> String? {
        let isAdmitted = self.state.withLock { state in
            guard state.viewers.count < self.limits.viewers else { return false }
            state.viewers.insert(ObjectIdentifier(channel))
            return true
        }
        guard !isAdmitted else { return nil }
        self.log.write(.warning, "A viewer was turned away: \(self.limits.viewers) are attached.")
        return "\(self.limits.viewers) viewers are attached to this process, and it takes no more: close one of them."
    }

    private func remove(_ id: ObjectIdentifier) {
        let farewell = self.state.withLock { state in
            state.connections[id] = nil
            state.viewers.remove(id)
            return state.connections.isEmpty ? state.farewell : nil
        }
        farewell?.conclude()
    }

    /// The name of the user behind a viewer, who is this process's own, or root.
    func userName(of peer: Peer) -> String? {
        peer.user == geteuid() ? self.hello.process?.user : peer.user == 0 ? "root" : nil
    }

    // MARK: - What it costs

    /// The most bytes that ever waited for one viewer.
    var peakBuffered: Int { self.state.withLock(\.peakBuffered) }

    func note(buffered bytes: Int) {
        self.state.withLock { $0.peakBuffered = max($0.peakBuffered, bytes) }
    }

    // MARK: - The end

    /// Tells all viewers the last that there is, and is no longer there for any.
    ///
    /// - Parameter limit: How long viewers have to take it, if nobody has given them another time before.
    func end(within limit: TimeAmount) async {
        await self.farewell(within: limit).end()
        // An error here says that it has been shut down before.
        try? await self.group.shutdownGracefully()
    }

    /// As ``end(within:)``, on the thread that calls it, which must not be the event loop's. Returns at once where all of it is over.
    func endNow(within limit: TimeAmount) {
        self.farewell(within: limit).block(atMost: limit)
    }

    /// Begins it, if nobody has.
    private func farewell(within limit: TimeAmount) -> Farewell {
        let new = Farewell()
        let (farewell, server, connections) = self.state.withLock { state in
            if let begun = state.farewell {
                return (begun, nil, []) as (Farewell, (any Channel)?, [NIOLoopBound<ViewerHandler>])
            }
            state.farewell = new
            return (new, state.server.take(), Array(state.connections.values))
        }
        guard farewell === new else { return farewell }
        // First of all: nobody finds a process that is about to go.
        self.file?.remove()
        server?.close(promise: nil)
        guard !connections.isEmpty else {
            farewell.conclude()
            return farewell
        }
        let loop = self.group.any()
        loop.execute {
            for connection in connections { connection.value.sayFarewell() }
        }
        let timeout = loop.scheduleTask(in: limit) { farewell.conclude() }
        farewell.whenOver { timeout.cancel() }
        return farewell
    }
}

extension Hello {
    /// What a server says of itself: what the stream says of its process.
    fileprivate init(watching source: any TaskEventSource, allowsControl: Bool) {
        var events: [TaskEvent] = []
        let subscription = source.subscribe(maximumBuffered: 1) {}
        subscription.drain(into: &events)
        subscription.cancel()
        guard case .snapshot(let snapshot) = events.first?.kind else {
            preconditionFailure("a subscription has to begin with a snapshot")
        }
        self.init(
            software: Software.version,
            process: snapshot.process,
            startedSince1970: snapshot.anchor.nanosecondsSince1970(at: snapshot.process.startedAt),
            allowsControl: allowsControl
        )
    }
}
