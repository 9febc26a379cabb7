import BackgroundWorkEvents
import BackgroundWorkWire
import Logging
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Darwin)
import Darwin
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
    let logger: Logger
    let hello: Hello
    /// Where viewers find the process.
    let path: String

    private let group: MultiThreadedEventLoopGroup
    private let state = Mutex(State())

    private struct State {
        var server: (any Channel)?
        var viewers: [ObjectIdentifier: NIOLoopBound<ViewerHandler>] = [:]
        /// Given when the last viewer has gone.
        var isEmpty: EventLoopPromise<Void>?
        var hasEnded = false
        var peakBuffered = 0
    }

    private init(_ agent: BackgroundWorkAgent, path: String, group: MultiThreadedEventLoopGroup) {
        self.source = agent.source
        self.commands = agent.commands
        self.control = agent.control
        self.limits = agent.limits
        self.logger = agent.logger
        self.path = path
        self.group = group
        self.hello = Hello(watching: agent.source, allowsControl: agent.control == .allowed)
    }

    /// Makes the socket and listens.
    ///
    /// - Throws: An error whose description is a sentence, if there is no place for a socket.
    static func start(_ agent: BackgroundWorkAgent) async throws -> Agent {
        let (descriptor, path) = try SocketPlacement(agent.socketPath).place()
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
            .serverChannelOption(.backlog, value: 64)
            .childChannelInitializer { self.accept($0) }
            .childChannelOption(
                .writeBufferWaterMark,
                value: .init(low: self.limits.bytes / 4, high: self.limits.bytes)
            )
            // Nobody who has not been looked at is read.
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .withBoundSocket(descriptor).get()
        self.state.withLock { $0.server = server }
    }

    // MARK: - Viewers

    private func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.peer.flatMapThrowing { peer in
            guard peer.mayWatch(processOf: geteuid()) else {
                throw Refused("A process of user \(peer.user) wanted to watch, and may not.")
            }
            let handler = ViewerHandler(agent: self, peer: peer)
            guard self.add(handler, of: channel) else {
                throw Refused("A viewer was turned away: \(self.limits.viewers) are attached.")
            }
            try channel.pipeline.syncOperations.addHandler(handler)
        }.flatMapErrorThrowing { error in
            self.logger.warning("\(error)")
            throw error
        }
    }

    private struct Refused: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    private func add(_ handler: ViewerHandler, of channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        let isAdded = self.state.withLock { state in
            guard !state.hasEnded, state.viewers.count < self.limits.viewers else { return false }
            state.viewers[id] = bound
            return true
        }
        guard isAdded else { return false }
        channel.closeFuture.whenComplete { _ in self.remove(id) }
        return true
    }

    private func remove(_ id: ObjectIdentifier) {
        let isEmpty = self.state.withLock { state -> EventLoopPromise<Void>? in
            state.viewers[id] = nil
            return state.viewers.isEmpty ? state.isEmpty.take() : nil
        }
        isEmpty?.succeed()
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
    /// - Parameter limit: How long viewers have to take it.
    func end(within limit: TimeAmount) async {
        // An error here says that it has been shut down before.
        try? await self.finish(within: limit).get()
        try? await self.group.shutdownGracefully()
    }

    /// As ``end(within:)``, on the thread that calls it, which must not be the event loop's.
    func endNow(within limit: TimeAmount) {
        try? self.finish(within: limit).wait()
    }

    private func finish(within limit: TimeAmount) -> EventLoopFuture<Void> {
        let loop = self.group.any()
        let isEmpty = loop.makePromise(of: Void.self)
        let (server, viewers) = self.state.withLock { state in
            guard !state.hasEnded else { return (nil, []) as ((any Channel)?, [NIOLoopBound<ViewerHandler>]) }
            state.hasEnded = true
            state.isEmpty = state.viewers.isEmpty ? nil : isEmpty
            return (state.server.take(), Array(state.viewers.values))
        }
        if viewers.isEmpty { isEmpty.succeed() }
        if let server {
            // First of all: nobody finds a process that is about to go.
            _ = unsafe unlink(self.path)
            server.close(promise: nil)
        }
        loop.execute {
            for viewer in viewers { viewer.value.sayFarewell() }
        }
        let timeout = loop.scheduleTask(in: limit) { isEmpty.succeed() }
        isEmpty.futureResult.whenComplete { _ in timeout.cancel() }
        return isEmpty.futureResult
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
