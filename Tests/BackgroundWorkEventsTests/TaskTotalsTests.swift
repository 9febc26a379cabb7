import BackgroundWorkEvents
import Testing

@Suite struct TaskTotalsTests {
    @Test(arguments: TaskOutcome.allCases)
    func `each end is counted under its outcome, and the books balance`(outcome: TaskOutcome) {
        var totals = TaskTotals()
        for _ in 0..<3 { totals.countSubmission() }
        totals.countEnd(outcome)
        #expect(totals[outcome] == 1)
        for other in TaskOutcome.allCases where other != outcome { #expect(totals[other] == 0) }
        #expect(totals.ended == 1)
        #expect(totals.alive == 2)
        #expect(totals.isBalanced(alive: 2))
        #expect(!totals.isBalanced(alive: 3))
        #expect(!totals.isBalanced(alive: 1))
    }

    @Test func `submitted is the sum of all states`() {
        let totals = TaskTotals(
            submitted: 31,
            succeeded: 1,
            failed: 2,
            cancelled: 4,
            timedOut: 8,
            discarded: 13,
            rejected: .init()
        )
        #expect(totals.ended == 28)
        #expect(totals.alive == 3)
        #expect(TaskOutcome.allCases.map { totals[$0] } == [1, 2, 4, 8, 13])
    }

    @Test(arguments: RejectionReason.allCases)
    func `rejections are counted apart, by reason`(reason: RejectionReason) {
        var totals = TaskTotals()
        totals.countRejection(reason)
        totals.countRejection(reason)
        let rejected = totals.rejected
        let byReason: [RejectionReason: UInt64] = [
            .full: rejected.full,
            .shuttingDown: rejected.shuttingDown,
            .cancelledWaiting: rejected.cancelledWaiting,
            .held: rejected.held,
        ]
        #expect(byReason.filter { $0.value > 0 } == [reason: 2])
        #expect(rejected.total == 2)
        #expect(totals.submitted == 0)
        #expect(totals.isBalanced(alive: 0))
    }

    @Test func `totals that somebody sent and that cannot be do no harm`() {
        let totals = TaskTotals(
            submitted: 1,
            succeeded: .max,
            failed: .max,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init(full: .max, shuttingDown: .max)
        )
        #expect(totals.ended == .max)
        #expect(totals.alive == 0)
        #expect(totals.rejected.total == .max)
        #expect(!totals.isBalanced(alive: 1))
    }
}
