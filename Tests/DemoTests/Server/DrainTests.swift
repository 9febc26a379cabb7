import BackgroundWork
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import DemoServer

struct `A server whose tasks drain` {
    @Test(arguments: [
        ("POST", "/signup"), ("POST", "/images"), ("POST", "/orders"), ("GET", "/report"), ("POST", "/chaos/hang"),
    ])
    func `refuses work with 503 and Retry-After for as long as tasks run`(method: String, path: String) async throws {
        let gate = Gate()
        let report = try await withServer(world: .behind(gate)) { server in
            try await server.submit("POST", "/signup")
            server.tasks.perform(.drain, by: Requester("the test"))
            let answer = try await server.send(method, path)
            #expect(answer.status == 503)
            #expect(answer.retryAfter == "5")
            gate.open()
            await server.wait { $0.totals.ended == 1 }
        }
        #expect(report.totals.submitted == 1)
        #expect(report.totals.succeeded == 1)
        #expect(report.totals.rejected == TaskTotals.Rejections(shuttingDown: 1))
        #expect(report.requestedBy == Requester("the test"))
        #expect(report.isClean)
    }

    @Test func `is not ready from that moment on, and healthy until its end`() async throws {
        let gate = Gate()
        try await withServer(world: .behind(gate)) { server in
            try await server.submit("POST", "/signup")
            #expect(try await server.get("/ready").status == 200)
            server.tasks.perform(.drain, by: Requester("the test"))
            let ready = try await server.get("/ready")
            #expect(ready.status == 503)
            #expect(ready.retryAfter == "5")
            #expect(try await server.get("/health").status == 200)
            gate.open()
        }
    }

    @Test func `answers an order that was waiting for room`() async throws {
        let gate = Gate()
        let report = try await withServer(["--max-running", "1", "--max-queued", "0"], world: .behind(gate)) { server in
            try await server.submit("POST", "/signup")
            async let order = server.post("/orders")
            await server.wait { $0.capacity.callersWaiting == 1 }
            server.tasks.perform(.drain, by: Requester("the test"))
            let status = try await order.status
            #expect(status == 503)
            gate.open()
        }
        #expect(report.totals.rejected == TaskTotals.Rejections(shuttingDown: 1))
    }

    @Test func `discards by name what has not started when the grace period is cut short`() async throws {
        let gate = Gate()
        let report = try await withServer(["--max-running", "1", "--max-queued", "1"], world: .behind(gate)) { server in
            try await server.submit("POST", "/signup")
            try await server.submit("GET", "/report")
            server.tasks.perform(.force, by: Requester("the test"))
        }
        #expect(report.cancelled.named.map(\.name) == ["send-email"])
        #expect(report.discarded.named.map(\.name) == ["export-report"])
        // Who has no processor for a second when it is asked to stop is called uncooperative, as it should be.
        let code = report.uncooperative.count == 0 ? DemoExit.cutShort : DemoExit.uncooperative
        #expect(DemoExit.code(for: report) == code)
    }

    @Test func `leaves no accepted request unaccounted for when it begins in the middle of a storm`() async throws {
        let accepted = Counter()
        let report = try await withServer(["--max-running", "8", "--max-queued", "64"]) { server in
            try await withThrowingTaskGroup { group in
                for client in 0..<8 {
                    group.addTask {
                        for request in 0..<100 {
                            if client == 0, request == 50 { server.tasks.perform(.drain, by: Requester("the test")) }
                            // Once the tasks have ended the server stops, and answers nobody any more.
                            guard let answer = try? await server.post("/signup") else { return }
                            if answer.status == 202 { accepted.count() }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(accepted.value > 0)
        #expect(report.totals.submitted == UInt64(accepted.value))
        #expect(report.totals.ended == report.totals.submitted)
    }
}
