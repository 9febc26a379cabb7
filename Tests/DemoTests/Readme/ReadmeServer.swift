import BackgroundWork
import HTTPTypes
import Hummingbird
import ServiceLifecycle
import UnixSignals

/// The server of the README, line for line: that it compiles is what it is here for.
func runReadmeServer() async throws {
    let tasks = BackgroundTasks(configuration: .init(maximumRunning: 64, shutdownGracePeriod: .seconds(20)))

    let router = Router()
    router.post("signup") { _, _ in
        guard try tasks.addUnlessFull("send-email", operation: { try await sendWelcome() }) != nil else {
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "1"])
        }
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
