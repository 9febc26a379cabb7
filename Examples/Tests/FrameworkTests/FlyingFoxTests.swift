import AsyncHTTPClient
import BackgroundWork
import BackgroundWorkTestKit
import FlyingFox
import FlyingFoxExample
import FlyingSocks
import Foundation
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Testing

/// What only FlyingFox has.
@Suite(.timeLimit(.minutes(30)))
struct FlyingFoxTests {
    @Test func `a task for after the response begins when the body has been written to its end`() async throws {
        let (order, mayEnd) = (Order(), Gate())
        try await withBackgroundTasks(configuration: .init(poolWidth: 1), logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            let handler = ClosureHTTPHandler { _ in
                _ = try await BackgroundTasks.inReach.add("after", options: .afterResponse) { order.note("after the response") }
                let body = TwoLines {
                    await mayEnd.wait()
                    // What has begun by now would have said so: the second task runs on the same thread.
                    _ = await (try await tasks.add("other") {}).outcome
                    order.note("last line")
                }
                return HTTPResponse(statusCode: .ok, body: HTTPBodySequence(from: body, count: 10))
            }
            try await serveWithFlyingFox(tasks, handler) { client, port in
                let request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/report")
                var chunks = try await client.execute(request, timeout: .minutes(2)).body.makeAsyncIterator()
                // The client has the head and a part of the body, and the task waits.
                var text = ""
                while text.utf8.count < 5, let chunk = try await chunks.next() { text += String(buffer: chunk) }
                #expect(text == "first")
                #expect(order.notes.isEmpty)
                mayEnd.open()
                while let chunk = try await chunks.next() { text += String(buffer: chunk) }
                #expect(text == "first last")
            }
            try await recorder.end(of: "after")
        }
        #expect(order.notes == ["last line", "after the response"])
    }

    @Test func `as a service it stops with its group, and its tasks are drained`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        let (isAdded, mayEnd) = (Gate(), Gate())
        let handler = ClosureHTTPHandler { _ in
            _ = try await BackgroundTasks.inReach.add("task") { await mayEnd.wait() }
            isAdded.open()
            return HTTPResponse(statusCode: .accepted)
        }
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0),
            logger: .disabled,
            handler: BackgroundTasksHandler(tasks, handling: handler)
        )
        let group = ServiceGroup(services: [tasks, FlyingFoxService(server)], logger: .silent)
        async let running: Void = group.run()
        try await server.waitUntilListening(timeout: 60)
        guard case .ip4(_, let port) = await server.listeningAddress else { throw SocketError.unsupportedAddress }
        try await withHTTPClient { client in
            let response = try await client.execute(HTTPClientRequest(url: "http://127.0.0.1:\(port)/"), timeout: .minutes(2))
            #expect(response.status == .accepted)
        }
        await isAdded.wait()
        await group.triggerGracefulShutdown()
        mayEnd.open()
        try await running
        #expect(tasks.totals.succeeded == 1)
    }

    @Test func `as a service it stops as well when it is told to before it listens`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        let (isPreparing, pool) = (Gate(), HTTPServer.defaultPool())
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0),
            pool: LatePool(pool: pool, isPreparing: isPreparing),
            logger: .disabled,
            handler: BackgroundTasksHandler(tasks, handling: ClosureHTTPHandler { _ in HTTPResponse(statusCode: .ok) })
        )
        let group = ServiceGroup(services: [tasks, FlyingFoxService(server)], logger: .silent)
        async let running: Void = group.run()
        await isPreparing.wait()
        await group.triggerGracefulShutdown()
        // It does not if nobody stops the server when it listens.
        try await running
    }
}

/// Sockets that can be used only when the service has been told to stop.
private struct LatePool<Pool: AsyncSocketPool>: AsyncSocketPool {
    let pool: Pool
    let isPreparing: Gate

    func prepare() async throws {
        self.isPreparing.open()
        try await gracefulShutdown()
        try await self.pool.prepare()
    }

    func run() async throws {
        try await self.pool.run()
    }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        try await self.pool.suspendSocket(socket, untilReadyFor: events)
    }
}

/// A body in two pieces.
private struct TwoLines: AsyncBufferedSequence {
    typealias Element = UInt8

    let beforeLast: @Sendable () async throws -> Void

    func makeAsyncIterator() -> Iterator {
        Iterator(beforeLast: self.beforeLast)
    }

    struct Iterator: AsyncBufferedIteratorProtocol {
        let beforeLast: @Sendable () async throws -> Void
        private var pieces = ["first", " last"][...]

        init(beforeLast: @escaping @Sendable () async throws -> Void) {
            self.beforeLast = beforeLast
        }

        mutating func next() async throws -> UInt8? {
            preconditionFailure("FlyingFox reads a body in pieces")
        }

        mutating func nextBuffer(suggested count: Int) async throws -> Data? {
            if self.pieces.count == 1 { try await self.beforeLast() }
            return self.pieces.popFirst().map { Data($0.utf8) }
        }
    }
}
