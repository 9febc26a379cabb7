public import FlyingFox
public import ServiceLifecycle

/// A server that stops when its service group does. It takes no more connections, and what has begun has five seconds, which a stop
/// always takes.
public struct FlyingFoxService: Service {
    private let server: HTTPServer

    public init(_ server: HTTPServer) {
        self.server = server
    }

    public func run() async throws {
        try await withGracefulShutdownHandler {
            do {
                try await self.server.run()
            } catch {
                // Asked to stop, it throws because its socket is closed.
                guard Task.isShuttingDownGracefully else { throw error }
            }
        } onGracefulShutdown: {
            Task {
                // One that does not listen yet cannot be stopped.
                try? await self.server.waitUntilListening()
                await self.server.stop(timeout: 5)
            }
        }
    }
}
