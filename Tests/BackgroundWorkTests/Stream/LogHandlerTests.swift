import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30)))
struct LogHandlerTests {
    let tasks = BackgroundTasks(logger: .silent, timer: ManualTimer())

    @Test func `a line reaches watchers with its level, label, metadata and task`() throws {
        var logger = Logger(label: "shop", factory: { self.tasks.logHandler(label: $0) })
        logger[metadataKey: "request"] = "r1"
        let reader = StreamReader(self.tasks)
        reader.read()
        logger.warning("low on stock", metadata: ["item": "7", "background_task.id": "12"])
        let lines = reader.read().compactMap { event in
            if case .log(let line) = event.kind { line } else { nil }
        }
        #expect(lines == [LogLine(level: .warning, label: "shop", message: "low on stock item=7 request=r1", task: 12)])
    }

    @Test(arguments: Logger.Level.allCases)
    func `every level is told as what it is`(level: Logger.Level) throws {
        var logger = Logger(label: "shop", factory: { self.tasks.logHandler(label: $0) })
        logger.logLevel = .trace
        let reader = StreamReader(self.tasks)
        reader.read()
        logger.log(level: level, "line")
        guard case .log(let line) = try #require(reader.read().first).kind else { throw NoLine() }
        #expect(line.level.rawValue == level.rawValue)
    }

    @Test func `a level that is not wanted is not told`() {
        var logger = Logger(label: "shop", factory: { self.tasks.logHandler(label: $0) })
        logger.logLevel = .error
        let reader = StreamReader(self.tasks)
        reader.read()
        logger.info("not wanted")
        #expect(reader.read().isEmpty)
    }

    @Test func `the metadata provider and the line's own metadata count, the line's own most`() throws {
        let logger = Logger(
            label: "shop",
            factory: { label in
                var handler = self.tasks.logHandler(label: label)
                handler.metadata = ["a": "logger's", "c": "logger's"]
                handler.metadataProvider = Logger.MetadataProvider { ["a": "provided", "b": "provided"] }
                return handler
            }
        )
        let reader = StreamReader(self.tasks)
        reader.read()
        logger.info("line", metadata: ["b": "own"])
        guard case .log(let line) = try #require(reader.read().first).kind else { throw NoLine() }
        #expect(line.message == "line a=provided b=own c=logger's")
    }

    @Test func `of a line that nobody watches nothing is put together`() {
        let asked = Counter()
        let logger = Logger(
            label: "shop",
            factory: { label in
                var handler = self.tasks.logHandler(label: label)
                handler.metadataProvider = Logger.MetadataProvider {
                    asked.count()
                    return [:]
                }
                return handler
            }
        )
        logger.info("unwatched")
        #expect(asked.value == 0)
        let reader = StreamReader(self.tasks)
        reader.read()
        logger.info("watched")
        #expect(asked.value == 1)
    }

    @Test func `the library may log through its own stream`() {
        let tasks = LoggingToItself()
        let reader = StreamReader(tasks.tasks)
        reader.read()
        tasks.tasks.perform(.holdIntake, by: Requester("test"))
        #expect(
            reader.read().map(\.gist).contains("log hold intake: nothing is accepted until intake is resumed requested_by=test")
        )
    }

    /// A logger whose handler needs the tasks, which need the logger.
    private final class LoggingToItself: Sendable {
        let tasks: BackgroundTasks

        init() {
            let later = LaterHandler()
            self.tasks = BackgroundTasks(logger: Logger(label: "library", factory: { _ in later }))
            later.tasks.object = self.tasks
        }

        private struct LaterHandler: LogHandler {
            let tasks = WeakReference<BackgroundTasks>()
            var logLevel = Logger.Level.trace
            var metadata = Logger.Metadata()

            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { self.metadata[key] }
                set { self.metadata[key] = newValue }
            }

            func log(event: LogEvent) {
                self.tasks.object?.logHandler(label: "library").log(event: event)
            }
        }
    }

    private struct NoLine: Error {}
}
