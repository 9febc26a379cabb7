import BackgroundWork
import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `A route that asks for work` {
    @Test(arguments: [
        ("POST", "/signup", "send-email"), ("POST", "/images", "resize-image"),
        ("POST", "/orders", "charge-card"), ("GET", "/report", "export-report"),
    ])
    func `answers 202 with the task's ID, and the task says where it came from`(
        method: String,
        path: String,
        name: String
    ) async throws {
        let gate = Gate()
        try await withServer(world: .behind(gate)) { server in
            let subscription = server.tasks.subscribe(maximumBuffered: 1_000_000) {}
            var events: [TaskEvent] = []
            // The snapshot, which would know of the task while it lives; on a busy machine its time may be up before anybody looks.
            subscription.drain(into: &events)
            let answer = try await server.send(method, path)
            #expect(answer.status == 202)
            #expect(answer.body == "{\"task\":1,\"name\":\"\(name)\"}\n")
            subscription.drain(into: &events)
            let submitted = events.compactMap { if case .submitted(let task) = $0.kind { task } else { nil } }
            #expect(submitted.map(\.name) == [name])
            let fields = submitted.first?.fields ?? []
            #expect(fields.first { $0.key == TaskDescription.Field.origin }?.value == "\(method) \(path)")
            #expect(fields.contains { $0.key == "request" && !$0.value.isEmpty })
        }
    }

    @Test func `has answered in full before its task may finish`() async throws {
        let gate = Gate()
        let report = try await withServer(world: .behind(gate)) { server in
            let answer = try await server.post("/signup")
            #expect(answer.status == 202)
            #expect(server.tasks.totals.alive == 1)
            // Only now, with the whole response read, can the task end.
            gate.open()
            await server.wait { $0.totals.succeeded == 1 }
        }
        #expect(report.totals.succeeded == 1)
    }

    @Test func `has answered well although its task fails, and the failure is logged`() async throws {
        let report = try await withServer(world: OutsideWorld(wait: { _ in throw WorkFailure.mailboxBusy }, compute: { _ in }))
        { server in
            var events = await server.events()
            try await server.submit("POST", "/signup")
            await events.wait {
                if case .log(let line) = $0 { line.message.contains("SMTP 451 mailbox busy") } else { false }
            }
        }
        #expect(report.totals.failed == 1)
    }

    @Test func `answers 503 with Retry-After when every place and the queue are taken`() async throws {
        let gate = Gate()
        let report = try await withServer(["--max-running", "1", "--max-queued", "1"], world: .behind(gate)) { server in
            let statuses = [try await server.post("/signup").status, try await server.post("/images").status]
            #expect(statuses == [202, 202])
            let refused = try await server.get("/report")
            #expect(refused.status == 503)
            #expect(refused.retryAfter == "1")
            #expect(try await server.get("/ready").status == 200)
        }
        #expect(report.totals.rejected == TaskTotals.Rejections(full: 1))
    }

    @Test func `waits for room if it is an order`() async throws {
        let gate = Gate()
        let report = try await withServer(["--max-running", "1", "--max-queued", "0"], world: .behind(gate)) { server in
            try await server.submit("POST", "/signup")
            async let order = server.post("/orders")
            await server.wait { $0.capacity.callersWaiting == 1 }
            gate.open()
            let status = try await order.status
            #expect(status == 202)
        }
        #expect(report.totals.submitted == 2)
        #expect(report.totals.rejected.total == 0)
    }

    @Test func `never has two tasks overlap where one may run, and does where more may`() async throws {
        for (limit, expected) in [("1", 1), ("8", 8)] {
            let crowd = Crowd(expected: expected)
            try await withServer(["--max-running", limit, "--max-queued", "8"], world: crowd.world) { server in
                for _ in 0..<8 { try await server.submit("POST", "/signup") }
                await server.wait { $0.totals.ended == 8 }
            }
            #expect(crowd.most == expected)
        }
    }

    @Test func `is not there under another name`() async throws {
        try await withServer { server in
            let unknown = [try await server.post("/refunds").status, try await server.post("/chaos/earthquake").status]
            #expect(unknown == [404, 404])
            let index = try await server.get("/")
            #expect(index.body.contains("POST /signup"))
        }
    }
}
