import BackgroundWork
import BackgroundWorkAgent
import BackgroundWorkHummingbird
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The shop as the files in `Deployment` expect it: it listens to everybody, says whether it is ready, and ends within their times.
@main
struct DeployedShop {
    /// Told the end before the process ends without waiting for anybody.
    private static let agent = Mutex<BackgroundWorkAgent?>(nil)

    static func main() async throws {
        let logger = Logger(label: "shop")
        let tasks = BackgroundTasks(
            configuration: .init(
                maximumRunning: 64,
                shutdownGracePeriod: .seconds(20),
                uncooperativeAfter: .seconds(1),
                abandonAfter: .seconds(2),
                onAbandon: Self.abandon,
                processName: "shop",
                host: .terminationSignal
            ),
            logger: logger
        )
        let agent = BackgroundWorkAgent(tasks, logger: logger)
        self.agent.withLock { $0 = agent }

        let router = Router()
        router.get("ready") { _, _ in tasks.isAccepting ? HTTPResponse.Status.ok : .serviceUnavailable }
        router.add(middleware: BackgroundTasksMiddleware(tasks))
        router.post("signup") { _, _ in
            let task = try tasks.addUnlessFull("send-email", options: .afterResponse) { try await Task.sleep(for: .seconds(5)) }
            guard task != nil else { throw BackgroundTasksError.full }
            return Response(status: .accepted)
        }
        let server = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("0.0.0.0", port: 8080)),
            logger: logger
        )

        var configuration = ServiceGroupConfiguration(
            services: [agent, tasks, server],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// A task has not stopped, and nothing but the end of the process will stop it.
    @Sendable private static func abandon(_ report: DrainReport) {
        FileHandle.standardError.write(Data((report.text + "\n").utf8))
        self.agent.withLock { $0 }?.finish()
        _exit(2)
    }
}
