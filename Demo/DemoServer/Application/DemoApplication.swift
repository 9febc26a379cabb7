import BGTopCommandLine
import BackgroundWork
import BackgroundWorkAgent
import BackgroundWorkEvents
import Foundation
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
    /// Nil where no scenario was asked for.
    private let shift: Shift?
    private let isListening: AsyncStream<Int>.Continuation
    private let routes: DemoRoutes
    private let port: Int
    private let logger: Logger
    private let patience: Duration

    /// - Parameters:
    ///   - port: The port on 127.0.0.1; 0 for whichever the system gives.
    ///   - investigation: The scenario that runs; nil for none.
    ///   - patience: How long the other services may take to stop once the tasks have ended. After that a client that keeps its connection
    ///     open does not keep the process.
    ///   - onAbandon: Called when the shutdown is given up; see `BackgroundTasks.Configuration.onAbandon`.
    init(
        options: DemoOptions,
        port: Int,
        world: OutsideWorld = .simulated,
        investigation: Investigation? = nil,
        patience: Duration = .seconds(5),
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
                processName: Self.processName(port: port, scenario: investigation?.scenario.name),
                // With trouble of one's own one would not know whose it is.
                host: investigation ?? chaos
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
        self.shift = investigation.map { investigation in
            Shift(
                investigation: investigation,
                workplace: Workplace(
                    tasks: tasks,
                    world: world,
                    threads: max(2, ProcessInfo.processInfo.activeProcessorCount),
                    places: options.maxRunning,
                    queue: options.maxQueued
                ),
                schedule: JobSchedule(Scenario.candidates, pace: investigation.scenario.puzzle.pace, seed: options.seed)
            )
        }
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
        self.patience = patience
    }

    /// How the tasks ended, with all that has been refused since.
    func updated(_ report: DrainReport) -> DrainReport { report.updated(with: self.tasks.totals.rejected) }

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
        let (shiftBegin, isShiftBeginning) = AsyncStream.makeStream(of: Void.self)
        let server = Application(
            router: self.routes.router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: self.port), serverName: "bgtop demo"),
            onServerRunning: { [isListening, port] channel in
                let port = channel.localAddress?.port ?? port
                isBeginning.yield()
                isShiftBeginning.yield()
                isListening.yield(port)
                onListening(port)
            },
            logger: self.logger
        )
        var watched: [any Service] = [self.agent, UncancelledService(service: server)]
        if let load { watched.append(load) }
        var services = watched.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: WatchedService(service: $0, onFailure: onFailure))
        }
        if let shift {
            // It ends when there is nothing left to watch, and nobody has to hear of that.
            let deferred = DeferredService(service: shift, time: shiftBegin)
            services.append(.init(service: deferred, successTerminationBehavior: .ignore))
        }
        // A server that cannot listen has no tasks, and nothing is to be said of their end.
        let tasks = DeferredService(service: self.tasks, time: begin)
        services.append(.init(service: tasks, successTerminationBehavior: .gracefullyShutdownGroup))
        var configuration = ServiceGroupConfiguration(services: services, logger: self.logger)
        // Counted from when the tasks are done.
        configuration.maximumGracefulShutdownDuration = self.patience
        try await ServiceGroup(configuration: configuration).run()
    }

    /// What viewers call the process: they may be attached to it, and have nothing else that says which scenario this is.
    private static func processName(port: Int, scenario: ScenarioName?) -> String {
        "demo" + (port == 0 ? "" : " :\(port)") + (scenario.map { " \($0.rawValue)" } ?? "")
    }
}
