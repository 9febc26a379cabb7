import BackgroundWork
import BackgroundWorkHummingbird
import HTTPTypes
import Hummingbird
import ServiceLifecycle
import UnixSignals

/// The server of the README, line for line.
public func runServer() async throws {
    let tasks = BackgroundTasks(configuration: .init(maximumRunning: 64, shutdownGracePeriod: .seconds(20)))

    let router = Router()
    router.add(middleware: BackgroundTasksMiddleware(tasks))
    router.post("signup") { _, _ in
        try await BackgroundTasks.current?.add("send-email", options: .afterResponse) { try await sendWelcome() }
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
