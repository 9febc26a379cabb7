import BackgroundWorkWire
import NIOCore

extension Channel {
    /// Who is at the other end of a socket of this machine, as the system knows it; fails where it does not. To be asked for on the
    /// channel's event loop.
    var peer: EventLoopFuture<Peer> {
        self.eventLoop.makeCompletedFuture {
            let operations = self.pipeline.syncOperations
            guard
                let peer = try operations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self, Peer.init(ofSocket:))
                    ?? nil
            else {
                throw ChannelError.operationUnsupported
            }
            return peer
        }
    }
}
