import BenchmarkHarness
import NIOCore
import NIOPosix

/// Clients that take as little of the machine as they can, since they share it with the server: a fixed number of connections
/// on one thread, each of which sends the same bytes again as soon as it has the answer.
struct HTTPClients {
    private static let connections = 16

    let port: Int
    /// How many are made in one go; a multiple of the number of connections.
    let requests: Int

    /// Makes all requests of `path`, whose answer has to be `ok`.
    func requestsPerSecond(_ path: String) async throws -> Double {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { group.shutdownGracefully { _ in } }
        let request = ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        let share = self.requests / Self.connections
        let seconds = try await Stopwatch.seconds {
            try await withThrowingDiscardingTaskGroup { connections in
                for _ in 0..<Self.connections {
                    connections.addTask { try await Self.send(request, times: share, on: group, to: self.port) }
                }
            }
        }
        return Double(share * Self.connections) / seconds
    }

    private static func send(_ request: ByteBuffer, times: Int, on group: any EventLoopGroup, to port: Int) async throws {
        let channel = try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port).get()
        let ended = channel.eventLoop.makePromise(of: Void.self)
        try await channel.eventLoop.submit {
            let client = Client(request: request, times: times, ended: ended)
            try channel.pipeline.syncOperations.addHandler(client)
            client.send(on: channel)
        }.get()
        do {
            try await ended.futureResult.get()
            try await channel.close()
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private final class Client: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private static let beginning = Array("HTTP/1.1 200 ".utf8)
        private static let end = Array("\r\n\r\nok".utf8)

        private let request: ByteBuffer
        private var remaining: Int
        private let ended: EventLoopPromise<Void>
        private var answer = ByteBuffer()

        init(request: ByteBuffer, times: Int, ended: EventLoopPromise<Void>) {
            self.request = request
            self.remaining = times
            self.ended = ended
        }

        func send(on channel: any Channel) {
            channel.writeAndFlush(self.request, promise: nil)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = self.unwrapInboundIn(data)
            self.answer.writeBuffer(&bytes)
            let view = self.answer.readableBytesView
            // Only one answer is ever on its way, so it is complete when it looks like its end.
            guard view.suffix(Self.end.count).elementsEqual(Self.end) else { return }
            guard view.starts(with: Self.beginning) else { return self.ended.fail(Unsound("the server refused a request")) }
            self.answer.clear()
            self.remaining -= 1
            if self.remaining > 0 { self.send(on: context.channel) } else { self.ended.succeed() }
        }

        func channelInactive(context: ChannelHandlerContext) {
            self.ended.fail(Unsound("the server closed a connection"))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            self.ended.fail(error)
        }
    }
}
