import BGTopTeaching
import BackgroundWorkEvents
import Testing

/// What a timeline makes of events.
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
            Self.submitted("receipt", at: 0), Self.end(at: 1_000),
            TaskEvent(at: Self.instant(1_000), .rejected(name: "survey", .shuttingDown)),
            Self.phase(.draining, by: Requester("SIGTERM"), at: 1_000),
            Self.phase(.stopped, by: Requester("SIGTERM"), at: 1_100),
        ])
        #expect(timeline.lanes.map(\.name) == ["receipt"])
        #expect(timeline.refusals.isEmpty)
        #expect(timeline.length == .seconds(1))
        #expect(timeline.isOver)
    }

    @Test func `where the code has begun a shutdown, a run that is ended from outside does not cut its grace period short`() {
        let signal = Requester("SIGTERM")
        let timeline = Timeline([
            Self.submitted("receipt", at: 0), Self.phase(.draining, by: signal, at: 100), Self.end(at: 1_000),
            Self.phase(.cancelling, by: signal, at: 1_000), Self.phase(.stopped, by: signal, at: 1_001),
        ])
        #expect(timeline.lanes.map(\.name) == ["receipt", "accepting", "shutdown"])
        #expect(timeline.lane("shutdown")?.endedAt == nil)
    }

    @Test func `what is open goes on with the time, until the run is over`() {
        let events = [Self.submitted("receipt", at: 0), Self.started(at: 10)]
        let timeline = Timeline(events)
        #expect(timeline.length == .milliseconds(10))
        #expect(timeline.extended(to: Self.instant(250)).length == .milliseconds(250))
        #expect(timeline.extended(to: Self.instant(5)).length == .milliseconds(10))
        #expect(Timeline(events + [Self.end(at: 100)]).extended(to: Self.instant(250)).length == .milliseconds(100))
        #expect(Timeline([]).extended(to: Self.instant(250)).length == .zero)
    }

    @Test func `what happens within a millisecond is one step, which is the last moment of it`() {
        let nodes = (1...4).map { number in
            let start = Self.instant(10) + .microseconds([0, 900, 1_800, 2_800][number - 1])
            return TaskNode(id: UInt32(number), parent: 0, name: "\(number)", location: Self.nowhere, startedAt: start)
        }
        let timeline = Timeline([Self.submitted("receipt", at: 0), Self.sampled(TaskNodes(nodes), at: 20)])
        #expect(timeline.moments == [.zero, .microseconds(11_800), .microseconds(12_800)])
    }

    @Test func `a part of something that is not listed is shown as a part of the task`() {
        let at = { (number: UInt32, parent: UInt32) in
            TaskNode(id: number, parent: parent, name: "\(number)", location: Self.nowhere, startedAt: Self.instant(10))
        }
        let nodes = TaskNodes([at(4, 2), at(5, 4), at(6, 0)], omitted: 3)
        let timeline = Timeline([Self.submitted("receipt", at: 0), Self.sampled(nodes, at: 20)])
        #expect(timeline.lanes.map(\.name) == ["receipt", "4", "5", "6"])
        #expect(timeline.lanes.map(\.depth) == [0, 1, 2, 1])
        #expect(timeline.lanes[0].omittedParts == 3)
    }

    @Test func `what was said is known from when it was heard of, and the last counts`() {
        let timeline = Timeline([
            Self.submitted("receipt", at: 0), Self.sampled(said: "none", at: 100), Self.sampled(said: "none", at: 200),
            Self.sampled(said: "t-17", at: 300),
        ])
        #expect(timeline.sayings.map(\.heardAt) == [.milliseconds(100), .milliseconds(300)])
        #expect(timeline.said == ["trace": "t-17"])
        #expect(timeline.cut(at: .milliseconds(250)).said == ["trace": "none"])
        #expect(timeline.cut(at: .milliseconds(50)).said.isEmpty)
    }

    private static let nowhere = TaskDescription.SourceLocation(fileID: "", line: 0)
    private static let id = BackgroundTaskID(rawValue: 1)

    private static func started(at milliseconds: Int64) -> TaskEvent {
        TaskEvent(at: self.instant(milliseconds), .started(self.id, rank: 1))
    }

    private static func sampled(_ nodes: TaskNodes, at milliseconds: Int64) -> TaskEvent {
        let sample = TaskSample(id: self.id, progress: nil, annotations: [], nodes: nodes)
        return TaskEvent(at: self.instant(milliseconds), .sampled([sample]))
    }

    private static func sampled(said trace: String, at milliseconds: Int64) -> TaskEvent {
        let sample = TaskSample(id: self.id, progress: nil, annotations: [.init("trace", trace)])
        return TaskEvent(at: self.instant(milliseconds), .sampled([sample]))
    }

    private static func end(at milliseconds: Int64) -> TaskEvent {
        let entry = AuditEntry(requester: Requester("somebody"), command: .endOfRun, result: "nothing")
        return TaskEvent(at: self.instant(milliseconds), .audit(entry))
    }

    private static func submitted(_ name: String, at milliseconds: Int64) -> TaskEvent {
        let task = TaskDescription(
            id: self.id,
            name: name,
            location: self.nowhere,
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
