import BackgroundWorkEvents
import BackgroundWorkWire
import NIOCore

/// Speaks with one server, on the client's event loop.
final class ServerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How a connection ended.
    enum Ending {
        /// It went away, or the way to it did.
        case closed
        /// It said nothing for a while, and then went on: what it tells next may be long past, and a new connection begins with a
        /// snapshot.
        case outdated
        /// It said that it takes nobody, or not this viewer. A sentence.
        case refused(String)
        /// It was found to be something of which nothing will come. A sentence.
        case unusable(String)
    }

    private let link: ServerLink
    private var reader = FrameReader()
    private var hasGreeted = false
    /// Whether the stream has begun.
    private var hasTold = false
    private var ending = Ending.closed

    /// After how long without a byte it is said that nothing comes.
    private let silence: TimeAmount
    /// When the last byte came, or could have come again.
    private var lastHeard = NIODeadline.uptimeNanoseconds(0)
    /// Whether it has been said that nothing comes.
    private var isSilent = false
    /// Whether what comes is read: the viewer may not take what has come before.
    private var isReading = true
    private var watchdog: Scheduled<Void>?

    init(link: ServerLink, silence: TimeAmount) {
        self.link = link
        self.silence = silence
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { self.greet(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        self.greet(context)
        context.fireChannelActive()
    }

    private func greet(_ context: ChannelHandlerContext) {
        self.link.connected(context.channel)
        let hello = FrameWriter.frame(Hello(software: Software.version))
        context.writeAndFlush(Self.wrapOutboundOut(context.channel.allocator.buffer(bytes: hello)), promise: nil)
        self.lastHeard = context.eventLoop.now
        self.listen(context)
    }

    // MARK: - Silence

    /// Waits for the server to say nothing for too long. A server that is stopped keeps its connections, and so does this side: it is
    /// heard of at once when it goes on, and none waits for it beside this one.
    private func listen(_ context: ChannelHandlerContext) {
        self.watchdog = context.eventLoop.assumeIsolated().scheduleTask(deadline: self.lastHeard + self.silence) {
            if !self.isReading { self.lastHeard = context.eventLoop.now }
            guard context.eventLoop.now >= self.lastHeard + self.silence else { return self.listen(context) }
            self.isSilent = true
            self.link.fellSilent()
        }
    }

    /// - Returns: Whether what has come is news.
    private func hear(_ context: ChannelHandlerContext) -> Bool {
        self.lastHeard = context.eventLoop.now
        guard self.isSilent else { return true }
        self.isSilent = false
        guard !self.hasTold else {
            self.ending = .outdated
            context.close(promise: nil)
            return false
        }
        self.listen(context)
        return true
    }

    private func setReading(_ isReading: Bool, _ channel: any Channel) {
        self.isReading = isReading
        self.lastHeard = channel.eventLoop.now
        // A channel that is closed has no options any more, and nothing to read.
        _ = channel.setOption(.autoRead, value: isReading)
    }

    // MARK: - What comes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .closed = self.ending, self.hear(context) else { return }
        self.reader.append(Self.unwrapInboundIn(data).readableBytesView)
        do {
            while let message = try self.reader.next() {
                guard self.take(message, context) else { return }
            }
        } catch {
            self.end(context, .unusable(error.description))
        }
    }

    /// - Returns: Whether to go on.
    private func take(_ message: WireMessage, _ context: ChannelHandlerContext) -> Bool {
        switch message {
        case .hello(let hello) where !self.hasGreeted:
            self.hasGreeted = true
            if let objection = hello.objection {
                self.end(context, .unusable(objection))
            } else {
                self.link.greeted(by: hello)
                return true
            }
        case .events(let events) where self.hasGreeted:
            self.hasTold = true
            let channel = context.channel
            let handler = NIOLoopBound(self, eventLoop: channel.eventLoop)
            // Called by whatever thread takes what has come.
            let hasRoom = self.link.take(events) {
                channel.eventLoop.execute { handler.value.setReading(true, channel) }
            }
            // What the viewer does not take is not read: the server forgets what is too much, and tells of it.
            if !hasRoom { self.setReading(false, channel) }
            return true
        case .refusal(let sentence):
            self.end(context, .refused(sentence))
        default:
            self.end(context, .unusable("What listens there is no server that bgtop can watch."))
        }
        return false
    }

    private func end(_ context: ChannelHandlerContext, _ ending: Ending) {
        self.ending = ending
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.watchdog?.cancel()
        self.link.lost(self.ending)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
