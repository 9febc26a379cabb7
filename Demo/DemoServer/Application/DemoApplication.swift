import BGTopCommandLine
import BackgroundWork
import BackgroundWorkAgent
import BackgroundWorkEvents
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The server, its load and its tasks, put together as services.
final class DemoApplication: Sendable {
    let tasks: BackgroundTasks
    /// Where the tasks can be watched from another terminal.
    let agent: BackgroundWorkAgent
    let ledger = LoadLedger()
    private let load: Load?
    private let isListening: AsyncStream<Int>.Continuation
    private let routes: DemoRoutes
    private let port: Int
    private let logger: Logger

    /// - Parameters:
    ///   - port: The port on 127.0.0.1; 0 for whichever the system gives.
    ///   - onAbandon: Called when the shutdown is given up; see `BackgroundTasks.Configuration.onAbandon`.
    init(
        options: DemoOptions,
        port: Int,
        world: OutsideWorld = .simulated,
        logDestination: LogDestination,
        onAbandon: @escaping @Sendable (DrainReport, LoadTally) -> Void = { _, _ in }
    ) {
        let planner = WorkPlanner(seed: options.seed)
        let chaos = Chaos(planner: planner, world: world)
        let tasks = BackgroundTasks(
            configuration: BackgroundTasks.Configuration(
                maximumRunning: options.maxRunning,
                maximumQueued: options.maxQueued,
                shutdownGracePeriod: .seconds(options.grace),
                abandonAfter: .seconds(2),
                onAbandon: { [ledger] in onAbandon($0, ledger.tally) },
                processName: port == 0 ? "demo" : "demo :\(port)",
                host: chaos
            ),
            logger: logDestination.logger("tasks")
        )
        chaos.trouble(tasks)
        logDestination.relay.tasks = tasks
        self.tasks = tasks
        self.agent = BackgroundWorkAgent(
            tasks,
            control: options.viewing.readOnly ? .readOnly : .allowed,
            logger: logDestination.logger("agent")
        )
        // The load has to wait for the server, since services start all at once.
        let listening: AsyncStream<Int>
        (listening, self.isListening) = AsyncStream.makeStream()
        self.load =
            options.rate == 0
            ? nil
            : Load(
                rate: options.rate,
                seed: options.seed,
                listening: listening,
                ledger: self.ledger,
                logger: logDestination.logger("load")
            ) { tasks.isAccepting }
        self.routes = DemoRoutes(tasks: tasks, planner: planner, world: world, chaos: chaos)
        self.port = port
        self.logger = logDestination.logger("server")
    }

    /// How the tasks ended, with all that has been refused since; nil before their end.
    var report: DrainReport? { self.tasks.report?.updated(with: self.tasks.totals) }

    /// Runs until the tasks have been drained and the server has stopped.
    ///
    /// The tasks end first and the rest follows in reverse order: the server answers that it is shutting down for as long as
    /// there are tasks, the load has all its answers before the server stops, and who watches from outside sees all of it. Whoever
    /// wants an end drains the tasks, so the group is given no signals.
    ///
    /// - Parameters:
    ///   - onListening: Called with the server's port when it can be reached.
    ///   - onFailure: Called with what a service throws, at once: this method throws it when all the others have ended as well,
    ///     and a task that ignores cancellation may keep them from that.
    func run(
        onListening: @escaping @Sendable (Int) -> Void,
        onFailure: @escaping @Sendable (any Error) -> Void
    ) async throws {
        let (begin, isBeginning) = AsyncStream.makeStream(of: Void.self)
        let server = Application(
            router: self.routes.router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: self.port), serverName: "bgtop demo"),
            onServerRunning: { [isListening, port] channel in
                let port = channel.localAddress?.port ?? port
                isBeginning.yield()
                isListening.yield(port)
                onListening(port)
            },
            logger: self.logger
        )
        var watched: [any Service] = [self.agent, server]
        if let load { watched.append(load) }
        var services = watched.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: WatchedService(service: $0, onFailure: onFailure))
        }
        // A server that cannot listen has no tasks, and nothing is to be said of their end.
        let tasks = DeferredService(service: self.tasks, time: begin)
        services.append(.init(service: tasks, successTerminationBehavior: .gracefullyShutdownGroup))
        var configuration = ServiceGroupConfiguration(services: services, logger: self.logger)
        // Counted from when the tasks are done. Whoever keeps a connection open does not keep the process.
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }
}
