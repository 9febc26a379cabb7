import BackgroundWork
import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `Chaos` {
    @Test func `throw adds a burst of tasks that all fail`() async throws {
        let report = try await withServer { server in
            let answer = try await server.post("/chaos/throw")
            #expect(answer.status == 202)
            #expect(answer.body == "20 tasks that fail were added.\n")
            await server.wait { $0.totals.failed == 20 }
        }
        #expect(report.totals.failed == 20)
    }

    @Test func `flood takes every place and fills the queue, and no more`() async throws {
        let gate = Gate()
        let report = try await withServer(["--max-running", "3", "--max-queued", "5"], world: .behind(gate)) { server in
            #expect(try await server.post("/chaos/flood").body == "8 tasks were added, until there was no more room.\n")
            let again = try await server.post("/chaos/flood")
            #expect(again.status == 503)
            #expect(again.retryAfter == "1")
            gate.open()
        }
        #expect(report.totals.submitted == 8)
    }

    @Test func `stands in the dashboard's menu, and says there what it did`() async throws {
        let gate = Gate()
        try await withServer(world: .behind(gate)) { server in
            let actions = server.tasks.snapshot().hostActions
            #expect(actions.map(\.id.rawValue) == ["hang", "throw", "flood", "block", "block-swift"])
            var events = await server.events()
            server.tasks.perform(.host(HostAction.ID(rawValue: "throw")), by: Requester("a at the server"))
            await events.wait {
                if case .audit(let entry) = $0 {
                    entry.result == "20 tasks that fail were added." && entry.requester.name == "a at the server"
                } else {
                    false
                }
            }
            let origins = server.tasks.snapshot().live.map { $0.task.fields.first?.value }
            #expect(origins.allSatisfy { $0 == "menu: throw" } && origins.count == 20)
        }
    }

    @Test(arguments: [("hang", "There is no room for another task."), ("throw", "0 tasks that fail were added.")])
    func `where it could do nothing, the menu is told that it did not`(action: String, result: String) async throws {
        let gate = Gate()
        try await withServer(["--max-running", "3", "--max-queued", "5"], world: .behind(gate)) { server in
            let flood = try await server.post("/chaos/flood")
            #expect(flood.status == 202)
            var events = await server.events()
            server.tasks.perform(.host(HostAction.ID(rawValue: action)), by: Requester("a at the server"))
            await events.wait { event in
                if case .audit(let entry) = event { entry.wasRefused && entry.result == result } else { false }
            }
            gate.open()
        }
    }
}
