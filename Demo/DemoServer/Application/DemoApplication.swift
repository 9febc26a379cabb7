import BackgroundWork
import BackgroundWorkEvents
import Hummingbird
import Logging
import ServiceLifecycle

/// The server, its load and its tasks, put together as services.
final class DemoApplication: Sendable {
    let tasks: BackgroundTasks
    let load: Load?
    private let routes: DemoRoutes
    private let port: Int
    private let logger: Logger

    /// - Parameters:
    ///   - port: The port on 127.0.0.1, known to be free.
    ///   - onAbandon: See `BackgroundTasks.Configuration.onAbandon`.
    init(
        options: DemoOptions,
        port: Int,
        world: OutsideWorld = .simulated,
        logDestination: LogDestination,
        onAbandon: (@Sendable (DrainReport) -> Void)? = nil
    ) {
        let planner = WorkPlanner(seed: options.seed)
        let chaos = Chaos(planner: planner, world: world)
        var configuration = BackgroundTasks.Configuration()
        configuration.maximumRunning = options.maxRunning
        configuration.maximumQueued = options.maxQueued
        configuration.shutdownGracePeriod = .seconds(options.grace)
        configuration.abandonAfter = .seconds(2)
        configuration.processName = "demo"
        configuration.host = chaos
        configuration.onAbandon = onAbandon
        let tasks = BackgroundTasks(configuration: configuration, logger: logDestination.tasksLogger)
        chaos.trouble(tasks)
        self.tasks = tasks
        self.load =
            options.rate > 0
            ? Load(rate: options.rate, seed: options.seed, port: port) { tasks.drainStatus.phase == .accepting } : nil
        self.routes = DemoRoutes(tasks: tasks, planner: planner, world: world, chaos: chaos)
        self.port = port
        self.logger = logDestination.logger(tasks: tasks)
    }

    /// Runs until the tasks have been drained and the server has stopped.
    ///
    /// The tasks end first and the rest follows in reverse order: the server answers that it is shutting down for as long as
    /// there are tasks, and the load has all its answers before the server stops. Whoever wants an end drains the tasks, so the
    /// group is given no signals.
    func run(onListening: @escaping @Sendable () -> Void) async throws {
        let server = Application(
            router: self.routes.router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: self.port), serverName: "bgtop demo"),
            onServerRunning: { _ in onListening() },
            logger: self.logger
        )
        var services = [ServiceGroupConfiguration.ServiceConfiguration(service: server)]
        if let load = self.load { services.append(.init(service: load)) }
        services.append(.init(service: self.tasks, successTerminationBehavior: .gracefullyShutdownGroup))
        var configuration = ServiceGroupConfiguration(services: services, logger: self.logger)
        // Counted from when the tasks are done. Whoever keeps a connection open does not keep the process.
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }
}
