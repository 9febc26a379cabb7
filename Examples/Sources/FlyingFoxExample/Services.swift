public import BackgroundWork
public import FlyingFox
public import Logging
import ServiceLifecycle
import UnixSignals

/// Runs a server and its tasks until a signal comes: the services of the examples' README, line for line.
public func run(_ server: HTTPServer, before tasks: BackgroundTasks, logger: Logger) async throws {
    try await ServiceGroup(
        services: [tasks, FlyingFoxService(server)],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger
    ).run()
}
