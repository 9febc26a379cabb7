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
        /// It said, or was found to be, that nothing will come of it. A sentence.
        case refused(String)
    }

    private let link: ServerLink
    private var reader = FrameReader()
    private var hasGreeted = false
    private var ending = Ending.closed

    init(link: ServerLink) {
        self.link = link
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
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .closed = self.ending else { return }
        self.reader.append(Self.unwrapInboundIn(data).readableBytesView)
        do {
            while let message = try self.reader.next() {
                guard self.take(message, context) else { return }
            }
        } catch {
            self.end(context, error.description)
        }
    }

    /// - Returns: Whether to go on.
    private func take(_ message: WireMessage, _ context: ChannelHandlerContext) -> Bool {
        switch message {
        case .hello(let hello) where !self.hasGreeted:
            self.hasGreeted = true
            guard let objection = hello.objection else { return true }
            self.end(context, objection)
        case .events(let events) where self.hasGreeted:
            let channel = context.channel
            let hasRoom = self.link.take(events) {
                channel.setOption(.autoRead, value: true).whenFailure { _ in }
            }
            // What the viewer does not take is not read: the server forgets what is too much, and tells of it.
            if !hasRoom { channel.setOption(.autoRead, value: false).whenFailure { _ in } }
            return true
        case .refusal(let sentence):
            self.end(context, sentence)
        default:
            self.end(context, "What listens there is no server that bgtop can watch.")
        }
        return false
    }

    private func end(_ context: ChannelHandlerContext, _ sentence: String) {
        self.ending = .refused(sentence)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.link.lost(self.ending)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
