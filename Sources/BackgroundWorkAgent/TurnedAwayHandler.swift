import BackgroundWorkWire
import NIOCore

/// Tells a viewer why it is turned away, and hangs up.
final class TurnedAwayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let refusal: String?

    /// - Parameter refusal: Why, as a sentence; nil for nothing at all.
    init(refusal: String?) {
        self.refusal = refusal
    }

    func channelActive(context: ChannelHandlerContext) {
        if let refusal {
            let frame = context.channel.allocator.buffer(bytes: FrameWriter.frame(refusal: refusal))
            context.writeAndFlush(Self.wrapOutboundOut(frame), promise: nil)
        }
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
