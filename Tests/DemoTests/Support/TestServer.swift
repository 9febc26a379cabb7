import ArgumentParser
import AsyncHTTPClient
import BackgroundWork
import BackgroundWorkEvents
import NIOCore
import NIOHTTP1
import Testing

@testable import DemoServer

/// The demo's application on a port of its own, without a load unless the options ask for one.
struct TestServer: Sendable {
    struct Answer: Sendable {
        let status: Int
        let retryAfter: String?
        let body: String
    }

    let application: DemoApplication
    let port: Int
    let client: HTTPClient

    var tasks: BackgroundTasks { self.application.tasks }

    func post(_ path: String) async throws -> Answer { try await self.send("POST", path) }
    func get(_ path: String) async throws -> Answer { try await self.send("GET", path) }

    func send(_ method: String, _ path: String) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(self.port)\(path)")
        request.method = HTTPMethod(rawValue: method)
        let response = try await self.client.execute(request, timeout: .minutes(10))
        let body = try await response.body.collect(upTo: 1 << 20)
        return Answer(
            status: Int(response.status.code),
            retryAfter: response.headers.first(name: "Retry-After"),
            body: String(buffer: body)
        )
    }

    /// Asks for work that has to be taken in.
    func submit(_ method: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let answer = try await self.send(method, path)
        #expect(answer.status == 202, sourceLocation: sourceLocation)
    }

    /// What happens from now on.
    func events() async -> BackgroundTaskEvents.Iterator {
        var events = self.tasks.events().makeAsyncIterator()
        // What happened before the snapshot is part of it, and not told as an event.
        await events.wait { if case .snapshot = $0 { true } else { false } }
        return events
    }

    /// Suspends until something is so. Whatever changes is followed by an event, and each is a reason to look again.
    func wait(until condition: (TaskSnapshot) -> Bool) async {
        for await _ in self.tasks.events() where condition(self.tasks.snapshot()) { return }
    }
}

extension BackgroundTaskEvents.Iterator {
    /// Suspends until something happens.
    mutating func wait(for condition: (TaskEvent.Kind) -> Bool) async {
        while let event = await self.next(isolation: nil) {
            if condition(event.kind) { return }
        }
    }
}

/// Runs `body` against a listening server. Afterwards what still runs is asked to stop, and the server with it.
///
/// - Parameters:
///   - arguments: As on the command line; the load is off unless they say otherwise.
///   - world: What the work waits for; by default it never has to wait.
/// - Returns: How the tasks ended.
@discardableResult
func withServer(
    _ arguments: [String] = [],
    world: OutsideWorld = .immediate,
    body: @escaping @Sendable (TestServer) async throws -> Void
) async throws -> DrainReport {
    let options = try DemoOptions.parse(["--rate", "0", "--grace", "3600"] + arguments)
    let application = DemoApplication(
        options: options,
        port: 0,
        world: world,
        investigation: options.scenario.map { Investigation(Scenario($0, seed: options.seed)) },
        patience: .seconds(600),
        logDestination: .stream(LogRelay())
    )
    let (listening, isListening) = AsyncStream.makeStream(of: Int.self)
    var configuration = HTTPClient.Configuration()
    // A server that has stopped is no reason to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout.connect = .minutes(5)
    let client = HTTPClient(configuration: configuration)
    do {
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run(onListening: { isListening.yield($0) }, onFailure: { _ in }) }
            group.addTask {
                defer { application.tasks.perform(.force, by: Requester("the test")) }
                guard let port = await listening.first(where: { _ in true }) else { return }
                try await body(TestServer(application: application, port: port, client: client))
            }
            // Whichever fails first ends the other.
            for try await _ in group {}
        }
    } catch {
        try await client.shutdown()
        throw error
    }
    try await client.shutdown()
    guard let report = application.tasks.report.map(application.updated) else { throw MissingReport() }
    return report
}

struct MissingReport: Error {}

extension OutsideWorld {
    /// Nothing takes any time.
    static let immediate = Self(wait: { _ in }, compute: { _ in })

    /// Everything takes until the gate is opened.
    static func behind(_ gate: Gate) -> Self {
        Self(wait: { _ in try await gate.wait() }, compute: { _ in })
    }
}
