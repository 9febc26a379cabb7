import NIOCore
import NIOPosix

/// The thread on which everything happens that comes over a connection; it ends with the last who needs it.
final class ClientThread: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    var loop: any EventLoop { self.group.any() }

    deinit {
        self.group.shutdownGracefully { _ in }
    }
}
