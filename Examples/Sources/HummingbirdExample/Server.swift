import BackgroundWork
import BackgroundWorkHummingbird
import HTTPTypes
import Hummingbird
import ServiceLifecycle
import UnixSignals

/// A server whose middleware and handler are those of the README, line for line.
public func runServer() async throws {
    let tasks = BackgroundTasks(configuration: .init(maximumRunning: 64, shutdownGracePeriod: .seconds(20)))

    let router = Router()
    router.add(middleware: BackgroundTasksMiddleware(tasks))
    router.post("signup") { _, _ in
        let task = try tasks.addUnlessFull("send-email", options: .afterResponse) { try await sendWelcome() }
        guard task != nil else { throw BackgroundTasksError.full }
        return Response(status: .accepted)
    }

    let server = Application(router: router)
    try await ServiceGroup(
        services: [tasks, server],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: server.logger
    ).run()
}

private func sendWelcome() async throws {}
