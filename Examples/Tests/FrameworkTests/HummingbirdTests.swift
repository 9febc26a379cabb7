import AsyncHTTPClient
import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkHummingbird
import BackgroundWorkTestKit
import HTTPTypes
import Hummingbird
import InMemoryLogging
import Logging
import NIOCore
import NIOHTTP1
import Testing

/// What the middleware does in Hummingbird that other frameworks do not have.
@Suite(.timeLimit(.minutes(30)))
struct HummingbirdTests {
    @Test func `a task has the ID of its request, as the log has it`() async throws {
        let logger = Logger(label: "test", factory: { _ in InMemoryLogHandler() })
        try await withApplication(logger: logger) { router in
            router.get("report") { _, context in
                try await BackgroundTasks.inReach.add("task") {}
                return context.id
            }
        } _: { server in
            let response = try await server.get("report?token=secret")
            let fields = server.recorder.submitted("task").first?.fields
            #expect(fields == [.init("from", "GET /report"), .init("request", response.body)])
        }
    }

    @Test func `a server whose log keeps nothing has no ID to say`() async throws {
        try await withApplication { router in
            router.get("report") { _, _ in
                try await BackgroundTasks.inReach.add("task") {}
                return "accepted"
            }
        } _: { server in
            let response = try await server.get("report")
            #expect(response.status == 200)
            let fields = server.recorder.submitted("task").first?.fields
            #expect(fields == [.init("from", "GET /report")])
        }
    }

    @Test func `a task that a middleware adds where there is no route says the path`() async throws {
        try await withApplication { router in
            router.add(middleware: AddingMiddleware())
        } _: { server in
            let response = try await server.get("nowhere?token=secret")
            #expect(response.status == 404)
            #expect(server.recorder.submitted("task").first?.fields.first == .init("from", "GET /nowhere"))
        }
    }

    @Test func `a task for after the response begins when the body has been written to its end`() async throws {
        let order = Order()
        let mayEnd = Gate()
        try await withApplication(configuration: .init(poolWidth: 1)) { router in
            router.get("report") { _, _ in
                try await BackgroundTasks.inReach.add("after", options: .afterResponse) { order.note("after the response") }
                return Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "first line\n"))
                        await mayEnd.wait()
                        try await writer.write(ByteBuffer(string: "last line\n"))
                        // What has begun by now would have said so: the second task runs on the same thread.
                        _ = await (try await BackgroundTasks.inReach.add("other") {}).outcome
                        order.note("end of the body")
                        try await writer.finish(nil)
                    }
                )
            }
        } _: { server in
            let response = try await server.client.execute(HTTPClientRequest(url: server.url("report")), timeout: .minutes(2))
            var chunks = response.body.makeAsyncIterator()
            // The client has the head and a part of the body, and the task waits.
            #expect(try await chunks.next().map(String.init(buffer:)) == "first line\n")
            #expect(order.notes.isEmpty)
            mayEnd.open()
            var rest = ""
            while let chunk = try await chunks.next() { rest += String(buffer: chunk) }
            #expect(rest == "last line\n")
            try await server.recorder.end(of: "after")
        }
        #expect(order.notes == ["end of the body", "after the response"])
    }

    @Test func `it begins if the client is gone before the body has been written`() async throws {
        let (isWriting, mayGoOn) = (Gate(), Gate())
        try await withApplication { router in
            router.get("report") { _, _ in
                try await BackgroundTasks.inReach.add("after", options: .afterResponse) {}
                return Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "first line\n"))
                        isWriting.open()
                        await mayGoOn.wait()
                        // Nobody reads it; what is written into the connection fails as soon as that is known.
                        while true { try await writer.write(ByteBuffer(repeating: 0, count: 1 << 16)) }
                    }
                )
            }
        } _: { server in
            let request = Task {
                let response = try await server.client.execute(
                    HTTPClientRequest(url: server.url("report")),
                    timeout: .minutes(2)
                )
                for try await _ in response.body {}
            }
            await isWriting.wait()
            request.cancel()
            await #expect(throws: (any Error).self) { try await request.value }
            mayGoOn.open()
            try await server.recorder.end(of: "after")
            #expect(server.tasks.totals.succeeded == 1)
        }
    }

    @Test func `an error that is a response is the same response, with a task that waits for it or without`() async throws {
        try await withApplication { router in
            router.get("plain") { _, _ -> String in throw HTTPError(.conflict, message: "There is one already.") }
            router.get("with-task") { _, _ -> String in
                try await BackgroundTasks.inReach.add("after", options: .afterResponse) {}
                throw HTTPError(.conflict, message: "There is one already.")
            }
        } _: { server in
            let plain = try await server.get("plain")
            #expect(plain.status == 409)
            #expect(try await server.get("with-task") == plain)
            try await server.recorder.end(of: "after")
        }
    }

    @Test func `a response is the same with a task that waits for it and without: length, body and all`() async throws {
        try await withApplication { router in
            router.get("plain") { _, _ in "a body with a length" }
            router.get("with-task") { _, _ in
                try await BackgroundTasks.inReach.add("after", options: .afterResponse) {}
                return "a body with a length"
            }
        } _: { server in
            let plain = try await server.get("plain")
            #expect(plain.headers.contains("content-length: 20"))
            #expect(try await server.get("with-task") == plain)
        }
    }

    @Test func `a refusal that a handler lets through names no task to the client`() async throws {
        try await withApplication { router in
            router.get("report") { _, _ in
                try await BackgroundTasks.inReach.add("secret-name") {}
                return "accepted"
            }
        } _: { server in
            server.tasks.perform(.drain, by: Requester("test"))
            let response = try await server.get("report")
            #expect(response.status == 503)
            #expect(response.headers.contains("retry-after: 5"))
            #expect(response.body == #"{"error":{"message":"The server is shutting down."}}"#)
        }
    }
}

/// Adds a task to whatever request comes by.
private struct AddingMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await BackgroundTasks.inReach.add("task") {}
        return try await next(request, context)
    }
}

/// A response as a whole, for comparing it with another one.
private struct WholeResponse: Hashable {
    let status: UInt
    /// In the order in which they came; without the date, which changes.
    let headers: [String]
    let body: String
}

private struct Server: Sendable {
    let tasks: BackgroundTasks
    let recorder: EventRecorder
    let client: HTTPClient
    let port: Int

    func url(_ path: String) -> String { "http://127.0.0.1:\(self.port)/\(path)" }

    func get(_ path: String) async throws -> WholeResponse {
        let response = try await self.client.execute(HTTPClientRequest(url: self.url(path)), timeout: .minutes(2))
        let body = try await response.body.collect(upTo: 1 << 20)
        return WholeResponse(
            status: response.status.code,
            headers: response.headers.map { "\($0.lowercased()): \($1)" }.filter { !$0.hasPrefix("date:") },
            body: String(buffer: body)
        )
    }
}

/// Runs `body` against a server with the middleware and the routes that `add` adds.
private func withApplication(
    configuration: BackgroundTasks.Configuration = .init(),
    logger: Logger = .silent,
    _ add: @Sendable (Router<BasicRequestContext>) -> Void,
    _ body: @Sendable (Server) async throws -> Void
) async throws {
    try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks in
        let router = Router()
        router.add(middleware: BackgroundTasksMiddleware(tasks))
        add(router)
        let recorder = EventRecorder(tasks)
        try await withHummingbird(router, logger: logger) { port in
            try await withHTTPClient { client in
                try await body(Server(tasks: tasks, recorder: recorder, client: client, port: port))
            }
        }
    }
}
