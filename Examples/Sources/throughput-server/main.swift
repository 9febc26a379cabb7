import BackgroundWork
import BackgroundWorkHummingbird
import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

// What the middleware costs, for a load generator: `/plain` goes without it, `/served` through it, `/task` adds a task in it.
guard let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) else {
    fatalError("Usage: throughput-server PORT")
}

var logger = Logger(label: "throughput-server")
logger.logLevel = .warning
let tasks = BackgroundTasks(logger: logger)

let router = Router()
router.get("plain") { _, _ in "ok" }
// Only what is added after it goes through it.
router.add(middleware: BackgroundTasksMiddleware(tasks))
router.get("served") { _, _ in "ok" }
router.get("task") { _, _ in
    guard try tasks.addUnlessFull("empty", operation: {}) != nil else { throw BackgroundTasksError.full }
    return "ok"
}

let server = Application(
    router: router,
    configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    logger: logger
)
try await ServiceGroup(services: [tasks, server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger).run()
