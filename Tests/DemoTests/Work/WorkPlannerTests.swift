import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `The work that a seed decides` {
    @Test func `the same seed makes the same mails, whatever else is asked for in between`() {
        let alone = WorkPlanner(seed: 11)
        let busy = WorkPlanner(seed: 11)
        for _ in 0..<1_000 {
            let expected = alone.next(SendEmail.self)
            _ = busy.next(ChargeCard.self)
            let mail = busy.next(SendEmail.self)
            _ = busy.next(ExportReport.self)
            #expect(mail.wait == expected.wait)
            #expect(mail.isRefused == expected.isRefused)
        }
    }

    @Test func `another seed makes other mails`() {
        let first = WorkPlanner(seed: 1)
        let second = WorkPlanner(seed: 2)
        #expect((0..<10).contains { _ in first.next(SendEmail.self).wait != second.next(SendEmail.self).wait })
    }

    @Test func `two of 100 mails are refused, and half of them take no longer than the median`() {
        let mails = self.sample(SendEmail.self)
        let refused = mails.count(where: \.isRefused)
        #expect((150...250).contains(refused))
        let quick = mails.count { $0.wait <= .milliseconds(210) }
        #expect((4_800...5_200).contains(quick))
        let slow = mails.count { $0.wait > .milliseconds(890) }
        #expect((60...140).contains(slow))
    }

    @Test func `a bank that does not answer is beyond the timeout, and rare`() throws {
        let timeout = try #require(ChargeCard.timeout)
        let silent = self.sample(ChargeCard.self).count { $0.attempts.contains { $0.wait > .seconds(30) } }
        #expect((60...250).contains(silent))
        #expect(timeout < .seconds(30))
    }

    @Test func `cards are tried again only after the bank closed the connection, and three times at most`() {
        for card in self.sample(ChargeCard.self) {
            #expect((1...3).contains(card.attempts.count))
            #expect(card.attempts.dropLast().allSatisfy { $0.answer == .connectionClosed })
        }
    }

    @Test func `one report in seven is large, and a third say nothing of their progress`() {
        let reports = self.sample(ExportReport.self)
        #expect((1_200...1_700).contains(reports.count { $0.duration >= .seconds(10) }))
        #expect((3_000...3_700).contains(reports.count { !$0.reportsProgress }))
    }

    private func sample<Work: DemoWork>(_: Work.Type) -> [Work] {
        let planner = WorkPlanner(seed: 42)
        return (0..<10_000).map { _ in planner.next(Work.self) }
    }
}
