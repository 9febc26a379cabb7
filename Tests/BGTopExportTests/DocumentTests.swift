import BGTopExport
import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

/// What programs are told.
@Suite struct DocumentTests {
    private static func instant(_ seconds: Int64) -> TaskInstant { TaskInstant(nanoseconds: seconds * 1_000_000_000) }

    private static let anchor = TimeAnchor(instant: Self.instant(100), nanosecondsSince1970: 1_700_000_000_000_000_000)

    private static func object(_ json: String) throws -> [String: Any] {
        #expect(!json.contains("\n"))
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    private static func task(_ name: String) -> TaskDescription {
        TaskDescription(
            id: 7,
            name: name,
            fields: [.init("from", "POST /orders"), .init("from", "twice")],
            location: .init(fileID: "Shop/Orders.swift", line: 12),
            submittedAt: Self.instant(101)
        )
    }

    private static func snapshot(
        totals: TaskTotals = TaskTotals(),
        maximumQueued: Int = 16,
        drain: DrainStatus = DrainStatus(phase: .accepting, since: Self.instant(100)),
        live: [LiveTask]
    ) -> TaskSnapshot {
        TaskSnapshot(
            process: ProcessDescription(name: "shop", processID: 42, host: "here", user: "ann", startedAt: Self.instant(100)),
            anchor: Self.anchor,
            totals: totals,
            capacity: Capacity(maximumRunning: 8, maximumQueued: maximumQueued),
            drain: drain,
            live: live
        )
    }

    @Test(
        arguments: [
            (BackgroundTaskState.queued, nil, "queued"), (.running, nil, "running"), (.running, .running, "running"),
            (.running, .ready, "ready"), (.running, .waiting, "waiting"), (.cancelling, .waiting, "cancelling"),
        ] as [(BackgroundTaskState, TaskActivity.State?, String)]
    )
    func `what a task does is one of a few words`(state: BackgroundTaskState, activity: TaskActivity.State?, word: String)
        throws
    {
        let sample = TaskSample(
            id: 7,
            progress: nil,
            annotations: [],
            activity: activity.map { TaskActivity(state: $0, since: Self.instant(103)) }
        )
        let live = LiveTask(task: Self.task("send"), state: state, rank: 1, startedAt: nil, cancellation: nil, sample: sample)
        let object = try Self.object(SnapshotDocument(Self.snapshot(live: [live]), at: Self.instant(105)).json)
        let task = try #require((object["tasks"] as? [[String: Any]])?.first)
        #expect(task["state"] as? String == word)
        let seconds: Double? = if state == .queued { 4 } else if state == .running { activity.map { _ in 2 } } else { nil }
        #expect(task["inState"] as? Double == seconds)
    }

    @Test func `a snapshot says what is true, in seconds`() throws {
        let live = LiveTask(
            task: Self.task("send"),
            state: .cancelling,
            rank: 1,
            startedAt: Self.instant(103),
            cancellation: CancellationRequest(cause: .drain, at: Self.instant(104)),
            sample: TaskSample(id: 7, progress: TaskProgress(fraction: 0.25, at: Self.instant(104)), annotations: [])
        )
        let snapshot = Self.snapshot(
            totals: TaskTotals(
                submitted: 10,
                succeeded: 6,
                failed: 3,
                cancelled: 0,
                timedOut: 0,
                discarded: 0,
                rejected: .init(full: 5)
            ),
            drain: DrainStatus(phase: .draining, since: Self.instant(104), deadline: Self.instant(115)),
            live: [live]
        )
        let object = try Self.object(SnapshotDocument(snapshot, at: Self.instant(105)).json)
        #expect(object["snapshot"] as? Int == 1)
        #expect(object["at"] as? Int == 1_700_000_005_000_000_000)
        #expect(object["running"] as? Int == 1)
        #expect(object["queued"] as? Int == 0)
        let process = try #require(object["process"] as? [String: Any])
        #expect(process["pid"] as? Int == 42)
        #expect(process["up"] as? Double == 5)
        let drain = try #require(object["drain"] as? [String: Any])
        #expect(drain["phase"] as? String == "draining")
        #expect(drain["timeLeft"] as? Double == 10)
        let totals = try #require(object["totals"] as? [String: Any])
        #expect(totals["submitted"] as? Int == 10)
        #expect((totals["rejected"] as? [String: Int])?["full"] == 5)
        let task = try #require((object["tasks"] as? [[String: Any]])?.first)
        #expect(task["id"] as? Int == 7)
        #expect(task["age"] as? Double == 4)
        #expect(task["ran"] as? Double == 2)
        #expect(task["progress"] as? Double == 0.25)
        #expect(task["cancelledBy"] as? String == "drain")
        #expect(task["inState"] as? Double == 1)
        #expect(task["fields"] as? [String: String] == ["from": "twice"])
    }

    @Test(arguments: [1, 2])
    func `a snapshot has the warnings that one moment shows`(maximumQueued: Int) throws {
        let queued = LiveTask(
            task: Self.task("send"),
            state: .queued,
            rank: 0,
            startedAt: nil,
            cancellation: nil,
            sample: TaskSample(id: 7, progress: nil, annotations: [])
        )
        let snapshot = Self.snapshot(maximumQueued: maximumQueued, live: [queued])
        let object = try Self.object(SnapshotDocument(snapshot, at: Self.instant(105)).json)
        let warnings = try #require(object["warnings"] as? [[String: Any]])
        guard maximumQueued == 1 else {
            #expect(warnings.isEmpty)
            return
        }
        let warning = try #require(warnings.first)
        #expect(warnings.count == 1)
        #expect(warning["rule"] as? String == "queue full" && warning["severity"] as? String == "warning")
        #expect((warning["summary"] as? String)?.contains("for 4.0 s") == true)
        #expect((warning["advice"] as? String)?.hasPrefix("Submit less") == true)
        #expect(warning["count"] as? Int == 1 && warning["task"] as? Int == 7)
    }

    @Test func `an event says when, what, and of which task`() throws {
        let kinds: [(TaskEvent.Kind, String)] = [
            (.submitted(Self.task("send")), "submitted"), (.started(7, rank: 1), "started"), (.gap(lost: 3), "gap"),
            (.rejected(name: "send", .full), "rejected"), (.lateReport(7), "lateReport"),
            (.interrupted(Interruption(reason: "Gone.", isRetrying: true)), "interrupted"),
        ]
        for (kind, name) in kinds {
            let document = try #require(EventDocument(TaskEvent(at: Self.instant(101), kind), anchor: Self.anchor))
            let object = try Self.object(document.json)
            #expect(object["event"] as? String == name)
            #expect(object["at"] as? Int == 1_700_000_001_000_000_000)
        }
        #expect(EventDocument(TaskEvent(at: Self.instant(101), .pools([])), anchor: Self.anchor) == nil)
    }

    @Test func `a changed limit and a held intake are told as a snapshot tells them`() throws {
        let capacity = Capacity(maximumRunning: 8, maximumQueued: 16, isIntakeHeld: true, callersWaiting: 2)
        let event = TaskEvent(at: Self.instant(101), .capacityChanged(capacity))
        let object = try Self.object(try #require(EventDocument(event, anchor: Self.anchor)).json)
        #expect(object["event"] as? String == "capacityChanged")
        let limits = try #require(object["limits"] as? [String: Any])
        #expect(limits["running"] as? Int == 8 && limits["queued"] as? Int == 16)
        #expect(limits["callersWaiting"] as? Int == 2 && limits["isIntakeHeld"] as? Bool == true)
    }

    @Test func `the end of a shutdown has who asked, what became of all tasks, and what ran on`() throws {
        var alive = DrainReport.Names()
        alive.append(.init(id: 7, name: "sync-ledger"))
        var totals = TaskTotals()
        for _ in 0..<3 { totals.countSubmission() }
        totals.countEnd(.succeeded)
        totals.countEnd(.failed)
        let event = TaskEvent(at: Self.instant(101), .stopped(.short(totals, alive: alive)))
        let object = try Self.object(try #require(EventDocument(event, anchor: Self.anchor)).json)
        #expect(object["event"] as? String == "stopped" && object["by"] as? String == "SIGTERM")
        let counts = try #require(object["totals"] as? [String: Any])
        #expect(counts["submitted"] as? Int == 3 && counts["succeeded"] as? Int == 1 && counts["failed"] as? Int == 1)
        #expect(counts["rejected"] is [String: Any], "As a snapshot has it.")
        #expect(object["live"] as? Int == 1)
        let left = try #require(object["left"] as? [[String: Any]])
        #expect(left.map { $0["name"] as? String } == ["sync-ledger"] && left.map { $0["id"] as? Int } == [7])
    }

    @Test func `no name can do anything to a terminal to which it is printed`() throws {
        let name = "a\u{1B}]0;x\u{7}\u{202E}b\u{2028}\n\u{E000}é"
        let document = try #require(
            EventDocument(TaskEvent(at: Self.instant(101), .submitted(Self.task(name))), anchor: Self.anchor)
        )
        #expect(document.json.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 || $0 == "é" })
        #expect(try Self.object(document.json)["name"] as? String == name)
    }
}
