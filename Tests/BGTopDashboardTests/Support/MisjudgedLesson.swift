import BGTopLessons
import BGTopTeaching
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// A lesson of the curriculum that somebody has predicted wrongly, and a run of it on a machine that is never late.
struct MisjudgedLesson: Sendable, CustomTestStringConvertible {
    let name: String
    /// Which choice was predicted, question by question.
    let predictions: [Int]
    /// What is told of the run, given where its lanes stand in the source.
    let events: @Sendable (Variant) -> [TaskEvent]

    var testDescription: String { self.name }

    static let all = [Self.oneChildThrows, .timeoutAsARace, .forgottenContinuation]

    static let oneChildThrows = Self(name: "one-child-throws", predictions: [0, 0]) { variant in
        let told = ToldRun(of: variant, task: "the call")
        let pay = told.node(1, "pay", until: 100, .failed, "Declined()")
        let ship = told.node(2, "ship", until: 300, .succeeded)
        return told.events(until: 300, .failed, "Declined()", nodes: [pay, ship])
    }

    static let timeoutAsARace = Self(name: "timeout-as-a-race", predictions: [0, 0]) { variant in
        let told = ToldRun(of: variant, task: "the call")
        let pay = told.node(1, "pay", until: 400, .succeeded, askedAt: 100)
        let timer = told.node(2, "timer", until: 100, .failed, "TimedOut()")
        return told.events(until: 400, .failed, "TimedOut()", nodes: [pay, timer])
    }

    static let forgottenContinuation = Self(name: "forgotten-continuation", predictions: [0, 0]) { variant in
        ToldRun(of: variant, task: "upload").eventsOfDrain(askedAt: 100, graceUntil: 200, givenUpAt: 480)
    }

    /// Compared, after the run.
    var sitting: LessonSitting {
        get throws {
            let stage = try self.stage
            return try #require(stage.sitting)
        }
    }

    var frame: Frame {
        get throws { StageView(stage: try self.stage, size: Shot.large, theme: Theme()).frame }
    }

    private var stage: Stage {
        get throws {
            let index = try #require(Curriculum.lessons.firstIndex { $0.name == self.name })
            var stage = Stage(Curriculum.lessons, beginningWith: index)
            for prediction in self.predictions {
                for _ in 0...prediction { _ = stage.press(.right) }
                _ = stage.press(.down)
            }
            for case .run(let variant) in stage.press(.enter) {
                let events = self.events(variant)
                stage.take(events, at: try #require(events.last).at)
                _ = stage.end()
            }
            return stage
        }
    }
}

/// What is told of a run in which everything happens when the code has it.
private struct ToldRun {
    private let variant: Variant
    private let task: TaskDescription
    private static let id = BackgroundTaskID(rawValue: 1)

    /// - Parameter name: Of the one background task that there is.
    init(of variant: Variant, task name: String) {
        self.variant = variant
        // A task that the code names stands where it does; one that is the code stands nowhere in it.
        self.task = TaskDescription(
            id: Self.id,
            name: name,
            location: Self.location(of: name, in: variant),
            submittedAt: Self.at(0)
        )
    }

    func node(
        _ id: UInt32,
        _ name: String,
        until end: Int64,
        _ outcome: TaskNode.Outcome,
        _ errorText: String? = nil,
        askedAt: Int64? = nil
    ) -> TaskNode {
        let location = Self.location(of: name, in: self.variant)
        var node = TaskNode(id: id, parent: 0, name: name, location: location, startedAt: Self.at(0))
        (node.endedAt, node.outcome, node.errorText) = (Self.at(end), outcome, errorText)
        node.deliveredAt = askedAt.map(Self.at)
        return node
    }

    /// A task that ends.
    func events(until end: Int64, _ outcome: TaskOutcome, _ errorText: String, nodes: [TaskNode]) -> [TaskEvent] {
        let sample = TaskSample(id: Self.id, progress: nil, annotations: [], nodes: TaskNodes(nodes, revision: 1))
        let taskEnd = TaskEnd(
            id: Self.id,
            rank: 2,
            outcome: outcome,
            startedAt: Self.at(0),
            endedAt: Self.at(end),
            cancellation: nil,
            errorText: errorText,
            sample: sample
        )
        return self.begin + [TaskEvent(at: Self.at(end), .finished(taskEnd))]
    }

    /// A task that does not end, in a shutdown that is given up.
    func eventsOfDrain(askedAt: Int64, graceUntil: Int64, givenUpAt: Int64) -> [TaskEvent] {
        let asked = TaskSample(id: Self.id, progress: nil, annotations: [], deliveredAt: Self.at(graceUntil))
        let end = AuditEntry(requester: Requester("lesson"), command: .endOfRun, result: "")
        let phases: [(DrainStatus.Phase, Int64)] = [(.draining, askedAt), (.cancelling, graceUntil)]
        return self.begin
            + phases.map { phase, milliseconds in
                let instant = Self.at(milliseconds)
                let status = DrainStatus(phase: phase, since: instant, requestedBy: Requester("SIGTERM"))
                return TaskEvent(at: instant, .phaseChanged(status))
            }
            + [
                TaskEvent(at: Self.at(graceUntil), .sampled([asked])),
                TaskEvent(at: Self.at(givenUpAt), .audit(end)),
            ]
    }

    private var begin: [TaskEvent] {
        [TaskEvent(at: Self.at(0), .submitted(self.task)), TaskEvent(at: Self.at(0), .started(Self.id, rank: 1))]
    }

    private static func at(_ milliseconds: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: 5_000_000_000 + milliseconds * 1_000_000)
    }

    private static func location(of name: String, in variant: Variant) -> TaskDescription.SourceLocation {
        let listing = variant.listing
        let index = listing.lines.firstIndex { $0.contains("(\"\(name)\")") } ?? -1
        return TaskDescription.SourceLocation(fileID: listing.fileID, line: UInt(listing.firstLine + index))
    }
}
