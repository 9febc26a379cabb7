import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `What speaks for and against a name` {
    /// Two names, of which one task each runs from second 0 on.
    private var observations: Observations {
        var observations = Observations()
        observations.fold([
            TaskEvent(
                at: Self.second(0),
                .snapshot(
                    TaskSnapshot(
                        process: ProcessDescription(
                            name: "demo",
                            processID: 1,
                            host: "h",
                            user: "u",
                            startedAt: Self.second(0)
                        ),
                        anchor: TimeAnchor(instant: Self.second(0), nanosecondsSince1970: 0),
                        totals: TaskTotals(),
                        capacity: Capacity(maximumRunning: 8, maximumQueued: 4),
                        drain: DrainStatus(phase: .accepting, since: Self.second(0)),
                        live: []
                    )
                )
            )
        ])
        for (id, name) in [(1, "one"), (2, "other")] as [(BackgroundTaskID, String)] {
            observations.fold([
                TaskEvent(
                    at: Self.second(0),
                    .submitted(
                        TaskDescription(
                            id: id,
                            name: name,
                            fields: [],
                            location: .init(fileID: "Demo/Job.swift", line: 1),
                            submittedAt: Self.second(0)
                        )
                    )
                ), TaskEvent(at: Self.second(0), .started(id, rank: 1)),
            ])
        }
        return observations
    }

    private static func second(_ second: Int64) -> TaskInstant { TaskInstant(nanoseconds: second * 1_000_000_000) }

    private static func end(_ id: BackgroundTaskID, at second: Int64, asked: Int64? = nil, poll: Duration = .zero) -> TaskEvent
    {
        var activity = TaskActivity(state: .waiting, since: Self.second(0), polls: 3, longestPoll: poll)
        if poll >= .milliseconds(100) { activity = TaskActivity(copying: activity, veryLong: 1) }
        let request = asked.map { CancellationRequest(cause: .drain, at: Self.second($0)) }
        return TaskEvent(
            at: Self.second(second),
            .finished(
                TaskEnd(
                    id: id,
                    rank: 3,
                    outcome: asked == nil ? .succeeded : .cancelled,
                    startedAt: Self.second(0),
                    endedAt: Self.second(second),
                    cancellation: request,
                    errorText: nil,
                    sample: TaskSample(id: id, progress: nil, annotations: [], activity: activity)
                )
            )
        )
    }

    @Test func `is who had the running places, of what is over and of what runs`() {
        var observations = self.observations
        observations.fold([Self.end(1, at: 1), TaskEvent(at: Self.second(4), .pools([]))])
        let evidence = observations.evidence(of: "other")
        #expect(evidence.percentOfPlaces == 80 && evidence.running == 1 && evidence.places == 8)
        #expect(observations.evidence(of: "one").percentOfPlaces == 20)
        #expect(observations.evidence(of: "nobody") == Evidence(places: 8))
    }

    @Test func `is how long a task took to end when it was asked, and how long ago one was that runs on`() {
        var observations = self.observations
        observations.fold([
            Self.end(1, at: 5, asked: 2),
            TaskEvent(
                at: Self.second(5),
                .cancelRequested(2, rank: 2, CancellationRequest(cause: .drain, at: Self.second(5)))
            ), TaskEvent(at: Self.second(5), .pools([])),
        ])
        #expect(observations.evidence(of: "one").slowestReaction == .seconds(3))
        #expect(observations.evidence(of: "one").asked == 1)
        #expect(observations.evidence(of: "other").longestIgnored == nil, "It has only just been asked.")
        observations.fold([TaskEvent(at: Self.second(9), .pools([]))])
        #expect(observations.evidence(of: "other").longestIgnored == .seconds(4))
    }

    @Test func `is the longest time on a thread`() {
        var observations = self.observations
        observations.fold([Self.end(1, at: 1, poll: .milliseconds(450)), Self.end(2, at: 1, poll: .milliseconds(3))])
        #expect(observations.evidence(of: "one").longestPoll == .milliseconds(450))
        #expect(observations.evidence(of: "one").longPolls == 1)
        #expect(observations.evidence(of: "other").longPolls == 0)
    }

    @Test func `is what reported when its task was over, by the task's name`() {
        var observations = self.observations
        observations.fold([Self.end(1, at: 1), TaskEvent(at: Self.second(2), .lateReport(1))])
        #expect(observations.evidence(of: "one").leftBehind == 1)
        #expect(observations.evidence(of: "other").leftBehind == 0)
    }
}

extension TaskActivity {
    fileprivate init(copying activity: TaskActivity, veryLong: UInt32) {
        self.init(
            state: activity.state,
            since: activity.since,
            polls: activity.polls,
            longestPoll: activity.longestPoll,
            pollLengths: PollLengths(veryLong: veryLong)
        )
    }
}
