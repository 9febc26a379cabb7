import BackgroundWorkEvents
import Foundation
import Testing

/// The words of the vocabulary, as people read them and machines exchange them.
@Suite struct VocabularyTests {
    @Test(arguments: [
        (BackgroundTaskState.queued, "queued", true),
        (.running, "running", true),
        (.cancelling, "cancelling", true),
        (.ended(.succeeded), "succeeded", false),
        (.ended(.failed), "failed", false),
        (.ended(.cancelled), "cancelled", false),
        (.ended(.timedOut), "timed out", false),
        (.ended(.discarded), "discarded", false),
    ])
    func `a state is a word, and alive until it has ended`(state: BackgroundTaskState, word: String, isAlive: Bool) {
        #expect("\(state)" == word)
        #expect(state.isAlive == isAlive)
        #expect((state.outcome == nil) == isAlive)
    }

    @Test(arguments: [
        (Requester("SIGTERM"), "SIGTERM"),
        (Requester("D at the server", user: "ada"), "D at the server (ada)"),
        (Requester("a socket", processID: 7), "a socket (pid 7)"),
        (Requester("a socket", user: "ada", processID: 7), "a socket (ada, pid 7)"),
    ])
    func `a requester is named with what is known of it`(requester: Requester, name: String) {
        #expect("\(requester)" == name)
    }

    @Test(arguments: [
        (TaskCommand.cancel([7]), "cancel 7"),
        (.cancel([7, 8]), "cancel 2 tasks"),
        (.drain, "drain"),
        (.force, "cancel what is left"),
        (.holdIntake, "hold intake"),
        (.resumeIntake, "resume intake"),
        (.setMaximumRunning(3), "let 3 run at once"),
        (.host(.init(rawValue: "chaos")), "chaos"),
    ])
    func `a command says what is asked`(command: TaskCommand, words: String) {
        #expect("\(command)" == words)
    }

    @Test func `an audit entry is one sentence wherever it is told`() {
        let entry = AuditEntry(requester: Requester("D"), command: .cancel([7, 8]), result: "both have been asked to stop")
        #expect(entry.sentence == "cancel 2 tasks: both have been asked to stop")
    }

    @Test(arguments: [
        (CancellationRequest.Cause.person(Requester("x", user: "ada")), "x (ada)"),
        (.timeout(.seconds(1)), "timeout"),
        (.drain, "drain"),
        (.parent, "parent"),
        (.handle, "its handle"),
    ])
    func `a cause can be read after "cancelled by"`(cause: CancellationRequest.Cause, words: String) {
        #expect("\(cause)" == words)
    }

    @Test(arguments: [(-0.5, 0.0), (0, 0), (0.5, 0.5), (1, 1), (1.5, 1), (.infinity, 1), (-.infinity, 0)])
    func `progress is from 0 to 1`(said: Double, fraction: Double) {
        #expect(TaskProgress(fraction: said, at: TaskInstant(nanoseconds: 0)).fraction == fraction)
    }

    @Test func `progress that is not a number is no progress`() {
        #expect(TaskProgress(fraction: .nan, at: TaskInstant(nanoseconds: 0)).fraction == 0)
    }

    @Test(arguments: [TaskOutcome.succeeded, .failed, .cancelled, .timedOut, .discarded], [true, false])
    func `only what succeeded can have done so after cancellation`(outcome: TaskOutcome, wasAsked: Bool) {
        let now = TaskInstant(nanoseconds: 1)
        let end = TaskEnd(
            id: 1,
            rank: 3,
            outcome: outcome,
            startedAt: now,
            endedAt: now,
            cancellation: wasAsked ? CancellationRequest(cause: .handle, at: now) : nil,
            errorText: nil,
            sample: TaskSample(id: 1, progress: nil, annotations: [])
        )
        #expect(end.isAfterCancellation == (outcome == .succeeded && wasAsked))
    }

    @Test func `an ID is a bare number, and ordered as one`() throws {
        let ids: [BackgroundTaskID] = [3, 1, 2]
        #expect(ids.sorted().map(\.description) == ["1", "2", "3"])
        let data = try JSONEncoder().encode(ids)
        #expect(String(decoding: data, as: UTF8.self) == "[3,1,2]")
        #expect(try JSONDecoder().decode([BackgroundTaskID].self, from: data) == ids)
    }

    @Test func `a live task is uncooperative if it is warned of as such`() {
        let now = TaskInstant(nanoseconds: 0)
        func task(_ warnings: [TaskWarning]) -> LiveTask {
            LiveTask(
                task: TaskDescription(id: 1, name: "task", location: .init(fileID: "A/B.swift", line: 1), submittedAt: now),
                state: .running,
                rank: 1,
                startedAt: now,
                cancellation: nil,
                warnings: warnings,
                sample: TaskSample(id: 1, progress: nil, annotations: [])
            )
        }
        #expect(!task([]).isUncooperative)
        #expect(!task([TaskWarning(id: 1, kind: .selfDeadlock, message: "")]).isUncooperative)
        #expect(task([TaskWarning(id: 1, kind: .uncooperative, message: "")]).isUncooperative)
    }
}
