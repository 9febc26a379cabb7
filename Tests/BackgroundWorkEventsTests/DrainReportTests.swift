import BackgroundWorkEvents
import Testing

@Suite struct DrainReportTests {
    @Test func `the text of a report says who asked, how long it took and what became of every task`() {
        let report = Self.report(
            failed: ["send-email"],
            cancelled: ["export-report", "charge-card"],
            discarded: ["resize-image"],
            uncooperative: ["hang"],
            slowest: [.init(id: 9, name: "export-report", seconds: 11.84)],
            alive: ["hang"],
            eventsLost: 12
        )
        #expect(
            report.text == """
                shutdown asked by D at the server (ada)
                  draining 20.0 s, cancelling 1.2 s
                  submitted 100 = succeeded 91 + failed 2 + cancelled 3 + timed out 1 + discarded 2 + alive 1
                  rejected 10 (full 1, shutting down 2, cancelled while waiting 3, held 4)
                  failed or timed out during shutdown: 1: send-email 1
                  cancelled: 2: export-report 1, charge-card 2
                  discarded before they started: 1: resize-image 1
                  did not stop when asked: 1: hang 1
                  still running: 1: hang 1
                  slowest since then: export-report 9 (11.8 s)
                  events lost by slow viewers: 12
                """
        )
        #expect(!report.isClean)
    }

    @Test func `what is refused after the report is added to it, and what has ended since is not`() {
        let report = Self.report(alive: ["hang"])
        let updated = report.updated(with: .init(shuttingDown: 5))
        #expect(updated.text.contains("rejected 5 (full 0, shutting down 5, "))
        #expect(updated.totals.alive == report.totals.alive && updated.alive == report.alive)
    }

    @Test func `of a clean shutdown there is little to say`() {
        let report = Self.report(requestedBy: nil)
        #expect(report.isClean)
        #expect(report.text.split(separator: "\n").count == 4)
        #expect(report.text.hasPrefix("shutdown asked by nobody\n"))
    }

    @Test(arguments: [
        (Double.nan, "- s"), (.infinity, "- s"), (-.infinity, "- s"), (1e300, "1000000000000.0 s"), (-3, "0.0 s"),
    ])
    func `a time that no task took can be told as well`(seconds: Double, words: String) {
        let report = Self.report(slowest: [.init(id: 9, name: "export-report", seconds: seconds)])
        #expect(report.text.contains("export-report 9 (\(words))"))
    }

    @Test func `a report names a hundred tasks of a kind, and counts all`() {
        let names = Self.names((1...250).map { "task\($0)" })
        #expect(names.count == 250)
        #expect(names.named.count == 100)
        #expect(names.named.first?.name == "task1")
        #expect(names.named.last?.name == "task100")
        let text = Self.report(discarded: (1...250).map { "task\($0)" }).text
        #expect(text.contains("discarded before they started: 250: task1 1, "))
        #expect(text.contains(", task100 100, and 150 more"))
        #expect(!text.contains("task101"))
    }

    @Test func `exactly a hundred are named without a rest`() {
        let text = Self.report(discarded: (1...100).map { "task\($0)" }).text
        #expect(text.contains("task100 100\n") || text.hasSuffix("task100 100"))
        #expect(!text.contains("more"))
    }

    @Test(arguments: ["cancelled", "discarded", "uncooperative", "alive"])
    func `whatever the shutdown cut short makes it unclean`(kind: String) {
        let report = Self.report(
            cancelled: kind == "cancelled" ? ["task"] : [],
            discarded: kind == "discarded" ? ["task"] : [],
            uncooperative: kind == "uncooperative" ? ["task"] : [],
            alive: kind == "alive" ? ["task"] : []
        )
        #expect(!report.isClean)
    }

    @Test func `a task that failed by itself does not`() {
        #expect(Self.report(failed: ["task"]).isClean)
    }

    @Test(arguments: [(0.04, "0.0 s"), (0.1, "0.1 s"), (0.96, "0.9 s"), (119.99, "119.9 s")])
    func `times are told in tenths of a second, cut as they are in tables`(seconds: Double, text: String) {
        let report = Self.report(slowest: [.init(id: 1, name: "task", seconds: seconds)])
        #expect(report.text.hasSuffix("slowest since then: task 1 (\(text))"))
    }

    private static func names(_ names: [String]) -> DrainReport.Names {
        names.enumerated().reduce(into: .init()) { list, element in
            list.append(.init(id: .init(rawValue: UInt64(element.offset + 1)), name: element.element))
        }
    }

    private static func report(
        requestedBy: Requester? = Requester("D at the server", user: "ada"),
        failed: [String] = [],
        cancelled: [String] = [],
        discarded: [String] = [],
        uncooperative: [String] = [],
        slowest: [DrainReport.TimedEntry] = [],
        alive: [String] = [],
        eventsLost: UInt64 = 0
    ) -> DrainReport {
        DrainReport(
            totals: TaskTotals(
                submitted: 100,
                succeeded: 91,
                failed: 2,
                cancelled: 3,
                timedOut: 1,
                discarded: 2,
                rejected: .init(full: 1, shuttingDown: 2, cancelledWaiting: 3, held: 4)
            ),
            draining: .seconds(20),
            cancelling: .milliseconds(1_250),
            requestedBy: requestedBy,
            failed: Self.names(failed),
            cancelled: Self.names(cancelled),
            discarded: Self.names(discarded),
            uncooperative: Self.names(uncooperative),
            slowest: slowest,
            alive: Self.names(alive),
            eventsLost: eventsLost
        )
    }
}
