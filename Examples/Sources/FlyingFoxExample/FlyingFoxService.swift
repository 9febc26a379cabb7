public import FlyingFox
public import ServiceLifecycle

/// A server that stops when its service group does: it takes no more connections, and answers what it has begun.
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
            Task { await self.server.stop(timeout: 5) }
        }
    }
}
