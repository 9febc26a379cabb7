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
        /// The process ends: what has not been told yet is the last.
        case leaving(any TaskEventSubscription)
        /// The last is being told.
        case left
        /// Nothing is told any more, and nothing that it sends is read.
        case ended
    }

    private let agent: Agent
    private let peer: Peer
    private var state = State.greeting
    private var context: ChannelHandlerContext?
    private var reader = RequestReader()
    private var pending = PendingFrames([])
    private var nextTelling = NIODeadline.uptimeNanoseconds(0)
    private var isTellingScheduled = false
    /// Bytes that were written, be they taken or not.
    private var written = 0
    /// Nil where nothing is waited for.
    private var watchdog: Scheduled<Void>?
    private var heartbeat: Scheduled<Void>?
    private var allowance: Allowance
    /// Requests that were refused.
    private var refused = 0

    init(agent: Agent, peer: Peer) {
        self.agent = agent
        self.peer = peer
        self.allowance = Allowance(agent.limits.requests, per: .seconds(1))
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
        if case .watching = self.state { self.agent.log.write(.info, "A viewer has left.", metadata: self.metadata) }
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
        self.watchdog = context.eventLoop.assumeIsolated().scheduleTask(in: self.agent.limits.greeting) {
            self.cutOff(context, "did not say who it is")
        }
    }

    private func end() {
        self.stopWatching()
        self.heartbeat?.cancel()
        switch self.state {
        case .watching(let subscription), .leaving(let subscription): subscription.cancel()
        case .greeting, .left: break
        case .ended: return
        }
        self.state = .ended
        self.pending = PendingFrames([])
        if self.refused > 1 {
            self.agent.log.write(.notice, "\(self.refused) requests of a viewer were refused.", metadata: self.metadata)
        }
    }

    /// Ends the connection of somebody who does not keep to what was agreed.
    private func cutOff(_ context: ChannelHandlerContext, _ what: String) {
        self.agent.log.write(
            .warning,
            "A viewer was cut off: it \(what)\(what.hasSuffix(".") ? "" : ".")",
            metadata: self.metadata
        )
        self.end()
        context.close(promise: nil)
    }

    /// Cuts the viewer off when it has taken nothing for a while of what waits for it. Whoever takes some of it is slow, and not gone.
    private func watchTaking(_ context: ChannelHandlerContext) {
        guard self.watchdog == nil else { return }
        let limit = self.agent.limits.stall
        // Not what waits: that grows where more is told than is taken.
        let taken = self.written - context.bufferedBytes
        self.watchdog = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            self.watchdog = nil
            let buffered = context.bufferedBytes
            guard buffered > 0 else { return }
            guard self.written - buffered == taken else { return self.watchTaking(context) }
            self.cutOff(context, "has taken nothing for \(limit.nanoseconds / 1_000_000_000) s")
        }
    }

    private func stopWatching() {
        self.watchdog?.cancel()
        self.watchdog = nil
    }

    private var metadata: Logger.Metadata {
        self.peer.processID.map { ["viewer": "\($0)"] } ?? [:]
    }

    // MARK: - What it says

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Of whoever has been cut off, nothing is kept.
        guard self.isListening else { return }
        self.reader.append(Self.unwrapInboundIn(data).readableBytesView)
        do {
            while self.isListening, let message = try self.reader.next() { self.take(message, context) }
        } catch {
            self.cutOff(context, "sent what cannot be understood. \(error)")
        }
    }

    private var isListening: Bool {
        if case .ended = self.state { false } else { true }
    }

    private func take(_ message: RequestMessage, _ context: ChannelHandlerContext) {
        guard self.allowance.take(at: .now()) else {
            return self.cutOff(context, "sent more than \(self.agent.limits.requests) frames in a second")
        }
        switch (self.state, message) {
        case (.greeting, .hello(let hello)):
            self.begin(with: hello, context)
        case (.watching, .request(let command, let requester)), (.leaving, .request(let command, let requester)):
            self.perform(command, for: requester, context)
        // What a newer one says besides, and what comes too late.
        case (.watching, .unknown), (.leaving, .unknown), (.left, .unknown), (.left, .request): break
        case (_, .refusal(let reason)):
            self.agent.log.write(.info, "A viewer went away: \(reason.inOneLine)", metadata: self.metadata)
            self.end()
            context.close(promise: nil)
        default:
            self.cutOff(context, "did not say who it is first, or more than once")
        }
    }

    private func begin(with hello: Hello, _ context: ChannelHandlerContext) {
        if let objection = hello.objectionToViewer ?? self.agent.admitViewer(on: context.channel) {
            return self.refuse(objection, context)
        }
        self.stopWatching()
        self.agent.log.write(.info, "A viewer is attached.", metadata: self.metadata)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        // Called by whatever thread caused an event, for the first of those that then wait to be told.
        self.state = .watching(
            self.agent.source.subscribe(maximumBuffered: self.agent.limits.events) {
                loop.execute { handler.value.scheduleTelling() }
            }
        )
        self.tell(context)
        self.scheduleHeartbeat(context)
    }

    private func refuse(_ reason: String, _ context: ChannelHandlerContext) {
        self.end()
        self.write(FrameWriter.frame(refusal: reason), context)
        context.flush()
        context.close(promise: nil)
    }

    private func perform(_ command: TaskCommand, for requester: Requester, _ context: ChannelHandlerContext) {
        // Who asks is what the system says; how they asked, what they say themselves.
        let requester = Requester(
            requester.name.inOneLine,
            user: self.agent.userName(of: self.peer),
            processID: self.peer.processID
        )
        guard self.agent.control == .allowed else {
            let entry = AuditEntry(requester: requester, command: command, result: Agent.refusal, wasRefused: true)
            self.refused += 1
            // Once: nobody fills the log who asks and asks.
            if self.refused == 1 {
                self.agent.log.write(.notice, "Refused to a viewer: \(entry.command).", metadata: self.metadata)
            }
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
        guard context.channel.isWritable else { return }
        var events: [TaskEvent] = []
        switch self.state {
        case .watching(let subscription): subscription.drain(into: &events)
        case .leaving(let subscription):
            subscription.drain(into: &events)
            subscription.cancel()
            self.state = .left
        case .greeting, .left, .ended: return
        }
        self.nextTelling = .now() + self.agent.limits.interval
        self.pending = PendingFrames(events)
        self.send(context)
    }

    /// Makes frames for as long as they are taken.
    private func send(_ context: ChannelHandlerContext) {
        var hasWritten = false
        while context.channel.isWritable {
            guard let frame = self.pending.next() else {
                // It would keep all that it told.
                self.pending = PendingFrames([])
                break
            }
            self.write(frame, context)
            hasWritten = true
        }
        if hasWritten {
            self.agent.note(buffered: context.bufferedBytes)
            context.flush()
        }
        // If all has been told, that is: otherwise no more can be taken.
        guard context.channel.isWritable else { return }
        switch self.state {
        case .leaving: self.tell(context)
        case .left: self.closeWhenTaken(context)
        case .greeting, .watching, .ended: break
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        switch (self.state, context.channel.isWritable) {
        case (.greeting, _), (.ended, _): break
        case (_, true):
            self.stopWatching()
            self.send(context)
            // Something may have happened meanwhile that nobody was told of: whoever does not read is not called again.
            if context.channel.isWritable { self.scheduleTelling() }
        case (_, false): self.watchTaking(context)
        }
        context.fireChannelWritabilityChanged()
    }

    /// A process of which nothing comes is taken for stopped, so something does. Not where something waits to be taken: that says it
    /// as well, and nothing is to pile up; but then it is watched whether it is taken, however little it is.
    private func scheduleHeartbeat(_ context: ChannelHandlerContext) {
        self.heartbeat = context.eventLoop.assumeIsolated().scheduleTask(in: self.agent.limits.heartbeat) {
            if context.bufferedBytes == 0 {
                self.write(FrameWriter.heartbeat, context)
                context.flush()
            } else {
                self.watchTaking(context)
            }
            self.scheduleHeartbeat(context)
        }
    }

    private func write(_ frame: [UInt8], _ context: ChannelHandlerContext) {
        self.written += frame.count
        context.write(Self.wrapOutboundOut(context.channel.allocator.buffer(bytes: frame)), promise: nil)
    }

    // MARK: - The end

    /// Tells the last that there is, and closes the connection when it has been taken.
    func sayFarewell() {
        guard let context else { return }
        guard case .watching(let subscription) = self.state else { return context.close(promise: nil) }
        self.state = .leaving(subscription)
        self.send(context)
    }

    private func closeWhenTaken(_ context: ChannelHandlerContext) {
        self.end()
        self.watchTaking(context)
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
