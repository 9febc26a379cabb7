import BGTopTeaching
import BackgroundWorkEvents
import Testing

/// What a timeline makes of a shutdown.
struct TimelineTests {
    @Test func `a shutdown that the code asks for is told by when it begins, when its grace period ends, and when it is over`()
    {
        let signal = Requester("SIGTERM")
        let timeline = Timeline([
            Self.submitted("receipt", at: 10), Self.phase(.draining, by: signal, at: 110),
            Self.phase(.cancelling, by: signal, at: 210),
            Self.phase(.stopped, by: signal, at: 310),
        ])
        #expect(timeline.lanes.map(\.name) == ["receipt", "accepting", "shutdown", "grace period"])
        #expect(timeline.lanes.map(\.isPhase) == [false, true, true, true])
        #expect(timeline.lanes.map(\.depth) == [0, 0, 0, 1])
        #expect(timeline.lanes.map(\.submittedAt) == [.zero, .zero, .milliseconds(100), .milliseconds(100)])
        #expect(timeline.lanes.map(\.endedAt) == [nil, .milliseconds(100), .milliseconds(300), .milliseconds(200)])
    }

    @Test func `a grace period that was long enough is not told`() {
        let signal = Requester("SIGTERM")
        let timeline = Timeline([
            Self.submitted("receipt", at: 0), Self.phase(.draining, by: signal, at: 100),
            Self.phase(.stopped, by: signal, at: 200),
        ])
        #expect(timeline.lanes.map(\.name) == ["receipt", "accepting", "shutdown"])
    }

    @Test func `a shutdown that is given up has not ended`() {
        let signal = Requester("SIGTERM")
        let timeline = Timeline([
            Self.submitted("receipt", at: 0), Self.phase(.draining, by: signal, at: 100),
            Self.phase(.cancelling, by: signal, at: 200),
        ])
        #expect(timeline.lane("shutdown")?.endedAt == nil)
        #expect(timeline.lane("shutdown")?.outcome == nil)
    }

    @Test func `a run that is ended from outside tells nothing of its end`() {
        let timeline = Timeline([
            Self.submitted("receipt", at: 0), Self.phase(.draining, by: .lesson, at: 1_000),
            TaskEvent(at: Self.instant(1_000), .rejected(name: "survey", .shuttingDown)),
            Self.phase(.stopped, by: .lesson, at: 1_100),
        ])
        #expect(timeline.lanes.map(\.name) == ["receipt"])
        #expect(timeline.refusals.isEmpty)
        #expect(timeline.length == .seconds(1))
    }

    private static func submitted(_ name: String, at milliseconds: Int64) -> TaskEvent {
        let location = TaskDescription.SourceLocation(fileID: "", line: 0)
        let task = TaskDescription(
            id: BackgroundTaskID(rawValue: 1),
            name: name,
            location: location,
            submittedAt: self.instant(milliseconds)
        )
        return TaskEvent(at: self.instant(milliseconds), .submitted(task))
    }

    private static func phase(_ phase: DrainStatus.Phase, by requester: Requester, at milliseconds: Int64) -> TaskEvent {
        let instant = self.instant(milliseconds)
        return TaskEvent(at: instant, .phaseChanged(DrainStatus(phase: phase, since: instant, requestedBy: requester)))
    }

    private static func instant(_ milliseconds: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: milliseconds * 1_000_000)
    }
}
