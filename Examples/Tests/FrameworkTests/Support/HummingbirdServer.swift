import AsyncHTTPClient
import BackgroundWork
import BackgroundWorkHummingbird
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

func serveWithHummingbird(
    _ tasks: BackgroundTasks,
    _ handler: @escaping Handler,
    _ body: @Sendable (@escaping Client) async throws -> Void
) async throws {
    let router = Router()
    router.add(middleware: BackgroundTasksMiddleware(tasks))
    router.post("work/:id") { _, _ in try await handler() }
    try await withHummingbird(router) { port in
        try await withHTTPClient { client in
            try await body { try await client.work(port: port) }
        }
    }
}

/// Runs `body` with the port on which a router is served.
func withHummingbird(
    _ router: Router<BasicRequestContext>,
    logger: Logger = .silent,
    _ body: (Int) async throws -> Void
) async throws {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = Application(
        router: router,
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { channel in channel.localAddress?.port.map { _ = port.yield($0) } },
        logger: logger
    )
    let services = ServiceGroup(services: [server], logger: .silent)
    try await withThrowingTaskGroup { group in
        group.addTask {
            defer { port.finish() }
            try await services.run()
        }
        if let port = await ports.first(where: { _ in true }) { try await body(port) }
        await services.triggerGracefulShutdown()
        try await group.waitForAll()
    }
}
