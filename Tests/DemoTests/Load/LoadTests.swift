import BackgroundWork
import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `The load` {
    @Test func `every request that it sent was accepted or rejected, and the server's books agree`() async throws {
        let ledger = LedgerBox()
        let report = try await withServer(["--rate", "200", "--max-running", "4", "--max-queued", "4"]) { server in
            ledger.store(server.application.ledger)
            await server.wait { $0.totals.submitted >= 300 }
            server.tasks.perform(.drain, by: Requester("the test"))
        }
        let tally = try #require(ledger.tally)
        #expect(tally.failed == 0)
        #expect(tally.inFlight == 0)
        #expect(UInt64(tally.accepted) == report.totals.submitted)
        #expect(UInt64(tally.sent) == report.totals.submitted + report.totals.rejected.total)
    }

    @Test func `sees its requests refused while the tasks drain`() async throws {
        let gate = Gate()
        let report = try await withServer(["--rate", "1000"], world: .behind(gate)) { server in
            await server.wait { $0.totals.submitted > 0 }
            server.tasks.perform(.drain, by: Requester("the test"))
            await server.wait { $0.totals.rejected.shuttingDown > 0 }
            gate.open()
        }
        #expect(report.totals.rejected.shuttingDown > 0)
    }

    @Test func `knows that its rate asks for more than can be sent`() async throws {
        let ledger = LedgerBox()
        _ = try await withServer(["--rate", "100000", "--max-running", "4", "--max-queued", "4"]) { server in
            ledger.store(server.application.ledger)
            await server.wait { $0.totals.submitted >= 300 }
            server.tasks.perform(.drain, by: Requester("the test"))
        }
        #expect(try #require(ledger.tally).isBehind)
    }

    @Test func `says in one line what became of its requests`() {
        var tally = LoadTally()
        tally.accepted = 40
        tally.refused = 2
        #expect(tally.text == "load: 42 requests = 40 accepted + 2 refused (503) + 0 failed")
        tally.inFlight = 1
        #expect(tally.text == "load: 43 requests = 40 accepted + 2 refused (503) + 0 failed + 1 unanswered")
    }

    @Test func `says what it was asked for where that was much more, and not what chance makes of it`() {
        var tally = LoadTally()
        tally.accepted = 2_000
        tally.asked = 2_200
        #expect(!tally.isBehind)
        #expect(tally.text == "load: 2000 requests = 2000 accepted + 0 refused (503) + 0 failed")
        tally.asked = 300_000
        #expect(
            tally.text == "load: 2000 requests = 2000 accepted + 0 refused (503) + 0 failed; the rate asked for some 300000"
        )
        tally = LoadTally(accepted: 5, asked: 10)
        #expect(!tally.isBehind)
    }
}
