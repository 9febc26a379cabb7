import BackgroundWorkEvents
import BackgroundWorkWire
import Logging
import NIOCore

/// Speaks with one viewer, on the agent's event loop.
///
/// What is new goes out some twenty times a second, and only while the viewer takes it: events wait in the stream, which forgets them
/// when they become too many and tells of it, and frames are made one by one. So a viewer that is slow, stopped or gone costs a
/// stated number of bytes, and no task waits for it.
final class ViewerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        /// Until it has said who it is.
        case greeting
        case watching(any TaskEventSubscription)
        /// Nothing that it sends is read any more.
        case ended
    }

    /// How far the end has come that the process itself wants.
    private enum Leaving {
        case no
        /// What has not been told yet is the last.
        case wanted
        /// The last has been told, and has to be taken.
        case told
    }

    private let agent: Agent
    private let peer: Peer
    private var state = State.greeting
    private var context: ChannelHandlerContext?
    private var reader = FrameReader()
    private var pending = PendingFrames([])
    private var events: [TaskEvent] = []
    private var nextTelling = NIODeadline.uptimeNanoseconds(0)
    private var isTellingScheduled = false
    private var watchdog: Scheduled<Void>?
    private var requests = RequestAllowance()
    private var leaving = Leaving.no

    init(agent: Agent, peer: Peer) {
        self.agent = agent
        self.peer = peer
    }

    // MARK: - The connection

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { self.greet(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        self.greet(context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.end()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A connection that breaks is nobody's fault.
        context.close(promise: nil)
    }

    private func greet(_ context: ChannelHandlerContext) {
        self.write(FrameWriter.frame(self.agent.hello), context)
        context.flush()
        self.watch(for: self.agent.limits.greeting, context, orElse: "did not say who it is")
    }

    private func end() {
        self.watchdog?.cancel()
        if case .watching(let subscription) = self.state { subscription.cancel() }
        self.state = .ended
        self.pending = PendingFrames([])
    }

    /// Ends the connection of somebody who does not keep to what was agreed.
    private func cutOff(_ context: ChannelHandlerContext, _ what: String) {
        self.agent.logger.warning("A viewer was cut off: it \(what).", metadata: self.metadata)
        self.end()
        context.close(promise: nil)
    }

    /// Cuts the viewer off if it has not done in time what it is waited for.
    private func watch(for time: TimeAmount, _ context: ChannelHandlerContext, orElse what: String) {
        self.watchdog?.cancel()
        self.watchdog = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.cutOff(context, what) }
    }

    private var metadata: Logger.Metadata {
        self.peer.processID.map { ["viewer": "\($0)"] } ?? [:]
    }

    // MARK: - What it says

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.reader.append(Self.unwrapInboundIn(data).readableBytesView)
        do {
            while let message = try self.nextMessage() { self.take(message, context) }
        } catch {
            self.cutOff(context, "sent what cannot be understood. \(error)")
        }
    }

    private func nextMessage() throws(WireError) -> WireMessage? {
        if case .ended = self.state { return nil }
        return try self.reader.next()
    }

    private func take(_ message: WireMessage, _ context: ChannelHandlerContext) {
        switch (self.state, message) {
        case (.greeting, .hello(let hello)):
            self.begin(with: hello, context)
        case (.watching, .request(let command, let requester)):
            guard self.requests.take(at: .now(), perSecond: self.agent.limits.requests) else {
                return self.cutOff(context, "asked for more than \(self.agent.limits.requests) things in a second")
            }
            self.perform(command, for: requester, context)
        case (_, .refusal(let reason)):
            self.agent.logger.info("A viewer went away: \(reason)", metadata: self.metadata)
            self.end()
            context.close(promise: nil)
        default:
            self.cutOff(context, "sent what only a server sends, or too early")
        }
    }

    private func begin(with hello: Hello, _ context: ChannelHandlerContext) {
        if let objection = hello.objectionToViewer { return self.refuse(objection, context) }
        self.watchdog?.cancel()
        self.agent.logger.info("A viewer is attached.", metadata: self.metadata)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        // Called by whatever thread caused an event, for the first of those that then wait to be told.
        self.state = .watching(
            self.agent.source.subscribe(maximumBuffered: self.agent.limits.events) {
                loop.execute { handler.value.scheduleTelling() }
            }
        )
        self.tell(context)
    }

    private func refuse(_ reason: String, _ context: ChannelHandlerContext) {
        self.end()
        self.write(FrameWriter.frame(refusal: reason), context)
        context.flush()
        context.close(promise: nil)
    }

    private func perform(_ command: TaskCommand, for requester: Requester, _ context: ChannelHandlerContext) {
        // Who asks is what the system says; how they asked, what they say themselves.
        let requester = Requester(requester.name, user: self.agent.userName(of: self.peer), processID: self.peer.processID)
        guard self.agent.control == .allowed else {
            let entry = AuditEntry(requester: requester, command: command, result: Agent.refusal, wasRefused: true)
            self.agent.logger.notice("Refused to a viewer: \(entry.command).", metadata: self.metadata)
            // Who does not take the answers gets none: they would pile up.
            guard context.channel.isWritable else { return }
            let event = TaskEvent(at: .monotonicNow, .audit(entry))
            for frame in FrameWriter.frames([event]) { self.write(frame, context) }
            self.agent.note(buffered: context.bufferedBytes)
            return context.flush()
        }
        self.agent.commands.perform(command, by: requester)
    }

    // MARK: - What it is told

    private func scheduleTelling() {
        guard !self.isTellingScheduled, let context else { return }
        self.isTellingScheduled = true
        context.eventLoop.assumeIsolated().scheduleTask(deadline: self.nextTelling) {
            self.isTellingScheduled = false
            self.context.map(self.tell)
        }
    }

    /// Tells what is new, if everything has been taken that was told before.
    private func tell(_ context: ChannelHandlerContext) {
        guard case .watching(let subscription) = self.state, context.channel.isWritable else { return }
        self.nextTelling = .now() + self.agent.limits.interval
        self.events.removeAll(keepingCapacity: true)
        subscription.drain(into: &self.events)
        self.pending = PendingFrames(self.events)
        if self.leaving == .wanted { self.leaving = .told }
        self.send(context)
    }

    /// Makes frames for as long as they are taken.
    private func send(_ context: ChannelHandlerContext) {
        var hasWritten = false
        while context.channel.isWritable {
            guard let frame = self.pending.next() else { break }
            self.write(frame, context)
            hasWritten = true
        }
        if hasWritten {
            self.agent.note(buffered: context.bufferedBytes)
            context.flush()
        }
        // If all has been told, that is: otherwise no more can be taken.
        guard context.channel.isWritable else { return }
        switch self.leaving {
        case .no: break
        case .wanted: self.tell(context)
        case .told: self.closeWhenTaken(context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            self.watchdog?.cancel()
            self.send(context)
            // Something may have happened meanwhile that nobody was told of: whoever does not read is not called again.
            if context.channel.isWritable { self.scheduleTelling() }
        } else if case .watching = self.state {
            let seconds = self.agent.limits.stall.nanoseconds / 1_000_000_000
            self.watch(for: self.agent.limits.stall, context, orElse: "has taken nothing for \(seconds) s")
        }
        context.fireChannelWritabilityChanged()
    }

    private func write(_ frame: [UInt8], _ context: ChannelHandlerContext) {
        context.write(Self.wrapOutboundOut(context.channel.allocator.buffer(bytes: frame)), promise: nil)
    }

    // MARK: - The end

    /// Tells the last that there is, and closes the connection when it has been taken.
    func sayFarewell() {
        guard let context, self.leaving == .no else { return }
        guard case .watching = self.state else { return context.close(promise: nil) }
        self.leaving = .wanted
        self.send(context)
    }

    private func closeWhenTaken(_ context: ChannelHandlerContext) {
        self.end()
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer()), promise: promise)
    }
}

extension ChannelHandlerContext {
    /// Bytes that have been written and not been taken.
    fileprivate var bufferedBytes: Int {
        (try? self.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
