import BackgroundWorkEvents
import TestSupport
import Testing

@testable import DemoServer

struct `The exit code` {
    @Test func `is 0 if every task was left to its own end`() {
        #expect(DemoExit.code(for: .empty()) == 0)
    }

    @Test func `is 1 if something was cancelled or discarded`() {
        #expect(DemoExit.code(for: .empty(cancelled: ["export-report"])) == 1)
        #expect(DemoExit.code(for: .empty(discarded: ["send-email"])) == 1)
    }

    @Test(arguments: [
        Named("nothing", DrainReport.empty()), Named("something cancelled", .empty(cancelled: ["export-report"])),
        Named("something alive", .empty(alive: ["sync-ledger"])),
    ])
    func `is 74 if the report could not be written, and 70 if the server failed, whatever the report says`(
        told: Named<DrainReport>
    ) {
        let report = told.value
        #expect(DemoExit.code(for: report, isWritten: true, hasFailed: false) == DemoExit.code(for: report))
        #expect(DemoExit.code(for: report, isWritten: false, hasFailed: false) == 74)
        #expect(DemoExit.code(for: report, isWritten: true, hasFailed: true) == 70)
        #expect(DemoExit.code(for: report, isWritten: false, hasFailed: true) == 70)
    }

    @Test func `is 74 if not all was recorded, unless something worse happened`() {
        #expect([0, 1, 2, 70, 74].map { DemoExit.codeOfLostRecording(instead: $0) } == [74, 74, 2, 70, 74])
    }

    @Test func `is 2 if something did not stop when asked, whether it stopped later or not`() {
        #expect(DemoExit.code(for: .empty(cancelled: ["a"], uncooperative: ["sync-ledger"])) == 2)
        #expect(DemoExit.code(for: .empty(alive: ["sync-ledger"])) == 2)
    }
}
