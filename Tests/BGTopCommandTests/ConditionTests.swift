import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import bgtop

/// What `bgtop wait --until` takes.
@Suite struct ConditionTests {
    /// Of a process in which one task runs and one is queued, and three have ended.
    private static let store: TaskStore = {
        let start = TaskInstant(nanoseconds: 0)
        let live = [BackgroundTaskState.running, .queued].enumerated().map { number, state in
            let id = BackgroundTaskID(rawValue: UInt64(4 + number))
            return LiveTask(
                task: TaskDescription(
                    id: id,
                    name: "mail",
                    location: .init(fileID: "Shop/Mail.swift", line: 3),
                    submittedAt: start
                ),
                state: state,
                rank: 0,
                startedAt: state == .running ? start : nil,
                cancellation: nil,
                sample: TaskSample(id: id, progress: nil, annotations: [])
            )
        }
        let snapshot = TaskSnapshot(
            process: ProcessDescription(name: "shop", processID: 9, host: "here", user: "ann", startedAt: start),
            anchor: TimeAnchor(instant: start, nanosecondsSince1970: 0),
            totals: TaskTotals(
                submitted: 5,
                succeeded: 2,
                failed: 1,
                cancelled: 0,
                timedOut: 0,
                discarded: 0,
                rejected: .init(full: 7)
            ),
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .draining, since: start),
            live: live
        )
        var store = TaskStore()
        store.fold(TaskEvent(at: start, .snapshot(snapshot)))
        return store
    }()

    @Test(arguments: [
        "running==1", "queued == 1", "alive>1", "alive>=2", "alive<=2", "alive<3", "submitted!=4", "ended==3", "failed==1",
        "rejected==7", "phase==draining", "phase != stopped",
    ])
    func `what is true holds, and its contrary does not`(text: String) throws {
        let condition = try Condition(text)
        #expect(condition.holds(in: Self.store))
        #expect(condition.text == text.filter { $0 != " " })
        let contraries = ["==": "!=", "!=": "==", ">=": "<", "<=": ">", ">": "<=", "<": ">="]
        // Those of two characters first: the others begin like them.
        let comparison = try #require(contraries.keys.sorted { $0.count > $1.count }.first { text.contains($0) })
        let contrary = text.replacing(comparison, with: try #require(contraries[comparison]))
        #expect(try !Condition(contrary).holds(in: Self.store))
    }

    @Test(arguments: [
        ("running", "it must compare, as running==0 does."), ("", "it must compare, as running==0 does."),
        ("running==x", "running is compared with a whole number."), ("running==-1", "running is compared with a whole number."),
        ("phase==asleep", "a phase is == or != one of accepting, draining, cancelling, stopped."),
        ("phase<stopped", "a phase is == or != one of accepting, draining, cancelling, stopped."),
    ])
    func `what is none is refused in a sentence`(text: String, sentence: String) {
        #expect(throws: Condition.Unreadable(description: sentence)) { try Condition(text) }
    }

    @Test func `what there is no figure of is answered with all that there are`() {
        let sentence = "it can be about \(Condition.subjects)."
        #expect(throws: Condition.Unreadable(description: sentence)) { try Condition("busy==1") }
        #expect(Condition.subjects.hasPrefix("alive, cancelled,") && Condition.subjects.hasSuffix(", phase"))
    }
}
