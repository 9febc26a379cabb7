import AsyncHTTPClient
import BackgroundWork
import FlyingFox
import FlyingFoxExample
import FlyingSocks
import Foundation

func serveWithFlyingFox(
    _ tasks: BackgroundTasks,
    _ handler: @escaping Handler,
    _ body: @Sendable (@escaping Client) async throws -> Void
) async throws {
    let handler = ClosureHTTPHandler { _ in HTTPResponse(statusCode: .ok, body: Data(try await handler().utf8)) }
    try await serveWithFlyingFox(tasks, handler) { client, port in
        try await body { try await client.work(port: port) }
    }
}

/// As the other one, for any handler, and a client that makes requests of its own.
func serveWithFlyingFox(
    _ tasks: BackgroundTasks,
    _ handler: ClosureHTTPHandler,
    _ body: @Sendable (_ client: AsyncHTTPClient.HTTPClient, _ port: Int) async throws -> Void
) async throws {
    let server = HTTPServer(
        address: try .inet(ip4: "127.0.0.1", port: 0),
        timeout: 120,
        logger: .disabled,
        handler: BackgroundTasksHandler(tasks, handling: handler)
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
        // How it ends is no news: it throws because its socket is closed.
        group.addTask { try? await server.run() }
        try await server.waitUntilListening(timeout: 60)
        guard case .ip4(_, let port) = await server.listeningAddress else { throw SocketError.unsupportedAddress }
        try await withHTTPClient { client in
            try await body(client, Int(port))
        }
        // All answers are there. Given more time it would take all of that: it does not notice that its socket is closed.
        await server.stop()
    }
}
