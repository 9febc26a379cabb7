import BackgroundWorkEvents
import Synchronization
import Testing

@testable import DemoServer

struct `The demo's work` {
    @Test func `a mail to a busy mailbox fails with the server's words`() async throws {
        let mail = try self.first(SendEmail.self) { $0.isRefused }
        let error = await #expect(throws: WorkFailure.self) { try await mail.run(in: .immediate) }
        #expect(error.map { "\($0)" } == "SMTP 451 mailbox busy")
    }

    @Test func `a payment that the bank dropped once is tried again after a pause`() async throws {
        let card = try self.first(ChargeCard.self) { $0.attempts.count == 2 && $0.attempts[1].answer == .charged }
        let waits = Waits()
        try await card.run(in: waits.world)
        #expect(waits.all == [card.attempts[0].wait, ChargeCard.pauseBeforeRetry, card.attempts[1].wait])
    }

    @Test func `a payment that the bank dropped three times fails`() async throws {
        let card = try self.first(ChargeCard.self) { $0.attempts.count == 3 && $0.attempts[2].answer == .connectionClosed }
        await #expect(throws: WorkFailure.connectionClosed) { try await card.run(in: .immediate) }
    }

    @Test func `a declined card is not tried again`() async throws {
        let card = try self.first(ChargeCard.self) { $0.attempts[0].answer == .declined }
        await #expect(throws: WorkFailure.cardDeclined) { try await card.run(in: .immediate) }
        #expect(card.attempts.count == 1)
    }

    @Test func `a picture is computed in slices, with a wait before each`() async throws {
        let picture = try self.first(ResizeImage.self) { _ in true }
        let waits = Waits()
        try await picture.run(in: waits.world)
        #expect(waits.all.count == 6)
        #expect(waits.slices == 6)
    }

    @Test func `a report takes as long as was decided when it was made`() async throws {
        let report = try self.first(ExportReport.self) { _ in true }
        let waits = Waits()
        try await report.run(in: waits.world)
        let total = waits.all.reduce(Duration.zero, +)
        #expect(abs((total - report.duration).inSeconds) < 0.001)
    }

    private func first<Work: DemoWork>(_: Work.Type, where condition: (Work) -> Bool) throws -> Work {
        let planner = WorkPlanner(seed: 1)
        for _ in 0..<100_000 {
            let work = planner.next(Work.self)
            if condition(work) { return work }
        }
        throw NoSuchWork()
    }
}

private struct NoSuchWork: Error {}

/// Writes down how long the work wanted to wait, and lets it go on at once.
private final class Waits: Sendable {
    private let waits = Mutex<[Duration]>([])
    private let computed = Mutex(0)

    var all: [Duration] { self.waits.withLock { $0 } }
    var slices: Int { self.computed.withLock { $0 } }

    var world: OutsideWorld {
        OutsideWorld(
            wait: { duration in self.waits.withLock { $0.append(duration) } },
            compute: { _ in self.computed.withLock { $0 += 1 } }
        )
    }
}
