import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import Testing

/// A server with one handler, its tasks, and what they tell.
struct TestServer: Sendable {
    let tasks: BackgroundTasks
    let recorder: EventRecorder
    let client: Client

    func request() async throws -> Answer {
        try await self.client()
    }

    /// Makes a request, which has to be answered like this.
    func expect(_ answer: Answer, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let received = try await self.client()
        #expect(received == answer, sourceLocation: sourceLocation)
    }

    /// Suspends until so many callers wait for room.
    func wait(forCallers count: Int) async throws {
        try await self.recorder.first {
            if case .capacityChanged(let capacity) = $0.kind { capacity.callersWaiting == count } else { false }
        }
    }

    /// Suspends until a task has ended.
    func wait(forEndOf name: String) async throws {
        try await self.recorder.end(of: name)
    }
}

/// Runs `body` against a server that answers with `handler`. When it has returned the server stops, and the tasks drain.
///
/// - Returns: What became of all tasks.
@discardableResult
func withServer(
    _ framework: Framework,
    configuration: BackgroundTasks.Configuration = .init(),
    logger: Logger = .silent,
    answering handler: @escaping Handler,
    _ body: @Sendable (TestServer) async throws -> Void
) async throws -> TaskTotals {
    let tasks = try await withBackgroundTasks(configuration: configuration, logger: logger) { tasks in
        let recorder = EventRecorder(tasks)
        try await framework.serve(tasks, handler) { client in
            try await body(TestServer(tasks: tasks, recorder: recorder, client: client))
        }
        return tasks
    }
    return tasks.totals
}

extension BackgroundTasks {
    /// ``current``, where it has to be.
    static var inReach: BackgroundTasks {
        get throws {
            guard let tasks = Self.current else { throw OutOfReach() }
            return tasks
        }
    }
}

struct OutOfReach: Error {}

extension Logger {
    /// A logger that writes nowhere.
    static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
