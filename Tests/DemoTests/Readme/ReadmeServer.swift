import BackgroundWork
import HTTPTypes
import Hummingbird

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

    // What is in front stops last: on SIGTERM the server takes no more requests, and then the tasks are drained.
    try await Application(router: router, services: [tasks]).runService()
}

private func sendWelcome() async throws {}
