import BGTopTeaching
import BackgroundWorkEvents
import Testing

/// What is drawn of a run.
struct TimelinePictureTests {
    private static let scale = TimeScale(length: .milliseconds(400), columns: 8)

    private static func drawn(_ row: TimelinePicture.Row) -> String {
        let signs = String(row.signs.map { $0?.character ?? " " })
        return "\(row.depth) \(row.name): \(signs) \(row.words)"
    }

    private static func rows(_ events: [TaskEvent], mistaken: [String: Question.Choice] = [:]) -> [String] {
        TimelinePicture(Timeline(events), scale: Self.scale, mistaken: mistaken).rows.map(Self.drawn)
    }

    @Test func `a lane shows when a task waited, ran, was asked to stop, and how it ended`() {
        let rows = Self.rows([
            Run.submitted("order", 1, at: 0), Run.submitted("mail", 2, at: 0),
            Run.finished(1, .failed, from: 100, to: 300, errorText: "Declined()"),
            Run.finished(2, .succeeded, from: 0, to: 400, asked: 200),
        ])
        #expect(rows == ["0 order: qq|---x throws Declined()", "0 mail: |---!---| ok, asked to stop"])
    }

    @Test func `what is open has no end, and is told to have none once the run is over`() {
        let events = [Run.submitted("order", 1, at: 0), Run.started(1, at: 0), Run.submitted("mail", 2, at: 100)]
        #expect(Self.rows(events) == ["0 order: |-> ", "0 mail:   > "])
        #expect(Self.rows(events + [Run.end(at: 200)]) == ["0 order: |---> has not ended", "0 mail:   qq> has not ended"])
    }

    @Test func `what escaped says so, whether or not it has ended`() {
        var parts = [Run.part(1, "a", from: 0), Run.part(2, "b", from: 0)]
        (parts[0].isEscaped, parts[1].isEscaped) = (true, true)
        (parts[1].endedAt, parts[1].outcome) = (Run.instant(100), .succeeded)
        let rows = Self.rows([Run.submitted("order", 1, at: 0), Run.sampled(1, TaskNodes(parts), at: 200), Run.end(at: 200)])
        #expect(rows.dropFirst() == ["1 a: |---> escaped", "1 b: |-| ok, escaped"])
    }

    @Test func `parts that are not kept are counted below those that are`() {
        let parts = TaskNodes([Run.part(66, "a", from: 0)], omitted: 65)
        let rows = Self.rows([
            Run.submitted("order", 1, at: 0), Run.submitted("mail", 2, at: 0), Run.sampled(1, parts, at: 100),
        ])
        #expect(rows.map { $0.prefix(8) } == ["0 order:", "1 a: |->", "1 and 65", "0 mail: "])
    }

    @Test func `a prediction is drawn below the lane of which it was wrong, and what was said below all`() {
        let sample = TaskSample(id: Run.id(1), progress: nil, annotations: [.init("trace", "none")])
        let rows = Self.rows(
            [
                Run.submitted("order", 1, at: 0), TaskEvent(at: Run.instant(50), .sampled([sample])),
                TaskEvent(at: Run.instant(100), .rejected(name: "survey", .shuttingDown)),
            ],
            mistaken: ["order": .ends("throws at 200 ms", .failed, after: 200)]
        )
        #expect(rows == ["0 order: qq> ", "1 you said: ....x ", "0 survey:   x refused", "0 trace:  none"])
    }

    @Test func `only what occurs and does not explain itself is explained`() {
        let picture = { (events: [TaskEvent]) in TimelinePicture(Timeline(events), scale: Self.scale) }
        let plain = picture([Run.submitted("order", 1, at: 0), Run.finished(1, .failed, from: 0, to: 100)])
        #expect(TimelineTerm.notes(on: plain).isEmpty)
        let rich = picture([Run.submitted("order", 1, at: 0), Run.finished(1, .succeeded, from: 100, to: 400, asked: 200)])
        #expect(TimelineTerm.notes(on: rich) == ["q waits for a place", "! asked to stop"])
    }

    @Test func `the longest moment that a choice names, and a little more, is what a run is expected to take`() {
        let question = Question(
            "order",
            [.ends("early", .succeeded, after: 100), .ends("late", .succeeded, after: 400), .neverEnds("never")],
            truth: 0
        )
        let variant = { (questions: [Question]) in
            Variant(
                change: "",
                prompt: "When?",
                listing: CodeListing("", fileID: "", firstLine: 1),
                questions: questions,
                why: ""
            ) { NoPerformance() }
        }
        #expect(variant([question]).expectedLength == .milliseconds(420))
        #expect(variant([Question("trace", [.says("none", "none")], truth: 0)]).expectedLength == .zero)
    }
}

private struct NoPerformance: Performance {
    struct Source: TaskEventSource {
        func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
            preconditionFailure("Nobody runs it.")
        }
    }

    var source: any TaskEventSource { Source() }
    func run() async {}
}

/// Events of a run that is made up.
private enum Run {
    static func id(_ number: UInt64) -> BackgroundTaskID { BackgroundTaskID(rawValue: number) }

    static func instant(_ milliseconds: Int64) -> TaskInstant { TaskInstant(nanoseconds: milliseconds * 1_000_000) }

    static func submitted(_ name: String, _ number: UInt64, at milliseconds: Int64) -> TaskEvent {
        let instant = Self.instant(milliseconds)
        let location = TaskDescription.SourceLocation(fileID: "", line: 0)
        let task = TaskDescription(id: Self.id(number), name: name, location: location, submittedAt: instant)
        return TaskEvent(at: instant, .submitted(task))
    }

    static func started(_ number: UInt64, at milliseconds: Int64) -> TaskEvent {
        TaskEvent(at: Self.instant(milliseconds), .started(Self.id(number), rank: 1))
    }

    static func finished(
        _ number: UInt64,
        _ outcome: TaskOutcome,
        from start: Int64,
        to end: Int64,
        asked: Int64? = nil,
        errorText: String? = nil
    ) -> TaskEvent {
        let id = Self.id(number)
        let end = TaskEnd(
            id: id,
            rank: 2,
            outcome: outcome,
            startedAt: Self.instant(start),
            endedAt: Self.instant(end),
            cancellation: nil,
            errorText: errorText,
            sample: TaskSample(id: id, progress: nil, annotations: [], deliveredAt: asked.map(Self.instant))
        )
        return TaskEvent(at: end.endedAt, .finished(end))
    }

    static func part(_ number: UInt32, _ name: String, from start: Int64) -> TaskNode {
        let location = TaskDescription.SourceLocation(fileID: "", line: 0)
        return TaskNode(id: number, parent: 0, name: name, location: location, startedAt: Self.instant(start))
    }

    static func sampled(_ number: UInt64, _ nodes: TaskNodes, at milliseconds: Int64) -> TaskEvent {
        let sample = TaskSample(id: Self.id(number), progress: nil, annotations: [], nodes: nodes)
        return TaskEvent(at: Self.instant(milliseconds), .sampled([sample]))
    }

    static func end(at milliseconds: Int64) -> TaskEvent {
        let entry = AuditEntry(requester: Requester("somebody"), command: .endOfRun, result: "nothing")
        return TaskEvent(at: Self.instant(milliseconds), .audit(entry))
    }
}
