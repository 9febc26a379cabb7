import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// The picture of one moment.
@Suite struct StillPictureTests {
    private static let now = TaskInstant(nanoseconds: 600_000_000_000)

    /// Of a server that has run for ten minutes: of its tasks one lives.
    private func picture(isASCII: Bool = false, columns: Int = 120) -> String {
        let task = TaskDescription(
            id: 501,
            name: "send-email",
            location: .init(fileID: "Shop/Mail.swift", line: 1),
            submittedAt: Self.now.advanced(by: .seconds(-2))
        )
        let snapshot = TaskSnapshot(
            process: ProcessDescription(
                name: "shop",
                processID: 4_242,
                host: "build7",
                user: "ann",
                startedAt: TaskInstant(nanoseconds: 0)
            ),
            anchor: TimeAnchor(instant: Self.now, nanosecondsSince1970: 1_773_484_860_000_000_000),
            totals: TaskTotals(
                submitted: 501,
                succeeded: 470,
                failed: 20,
                cancelled: 0,
                timedOut: 10,
                discarded: 0,
                rejected: .init(full: 7)
            ),
            capacity: Capacity(maximumRunning: 8, maximumQueued: 16),
            drain: DrainStatus(phase: .accepting, since: TaskInstant(nanoseconds: 0)),
            live: [
                LiveTask(
                    task: task,
                    state: .running,
                    rank: 1,
                    startedAt: task.submittedAt,
                    cancellation: nil,
                    sample: TaskSample(id: 501, progress: nil, annotations: [], activity: nil)
                )
            ]
        )
        let event = TaskEvent(at: Self.now, .snapshot(snapshot))
        return StillPicture(of: [event], at: Self.now, columns: columns, isASCII: isASCII).text
    }

    @Test(arguments: [40, 80, 120, 200])
    func `claims nothing of a time that nobody watched`(columns: Int) {
        let text = self.picture(columns: columns)
        for claim in ["/s", "last 60 s", "DONE/s", "ENDED", "RUN p", "lost", "read-only", "attached"] {
            #expect(!text.contains(claim), "\(claim)")
        }
    }

    @Test func `tells the totals, and what there is at that moment`() {
        let text = self.picture()
        for fact in [
            "Finished 500 in all", "Failed   30 in all  6.0%", "Refused  7 in all", "1/8", "1 live",
        ] {
            #expect(text.contains(fact), "\(fact)")
        }
    }

    @Test func `has 7-bit characters alone where that is wanted`() {
        #expect(!self.picture().utf8.allSatisfy { $0 < 0x80 })
        #expect(self.picture(isASCII: true).utf8.allSatisfy { $0 < 0x80 })
    }
}
