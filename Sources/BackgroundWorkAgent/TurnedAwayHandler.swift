import NIOCore

/// Tells a viewer why it is turned away, and hangs up.
final class TurnedAwayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let frames: [[UInt8]]

    /// - Parameter frames: All that it hears.
    init(frames: [[UInt8]]) {
        self.frames = frames
    }

    func channelActive(context: ChannelHandlerContext) {
        for frame in self.frames {
            context.write(Self.wrapOutboundOut(context.channel.allocator.buffer(bytes: frame)), promise: nil)
        }
        context.flush()
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
