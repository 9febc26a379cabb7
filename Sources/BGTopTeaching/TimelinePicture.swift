public import BackgroundWorkEvents

/// A timeline as rows of signs on one scale: what is printed of a run, and what a screen shows of it.
public struct TimelinePicture: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public enum Subject: Hashable, Sendable {
            /// A lane; how it ended, nil while it has not.
            case lane(TaskOutcome?)
            case refusal
            /// What was predicted of the lane above.
            case prediction
            /// That there were more.
            case omission
            /// What the code said. It has no place on the scale: when it was said is not known exactly.
            case saying
        }

        public let subject: Subject
        /// What stands at the left of it.
        public let name: String
        /// How far it is indented, as ``Timeline/Lane/depth``.
        public let depth: Int
        /// What is in each column, from the first; nil where nothing is.
        public let signs: [LaneSign?]
        /// What stands behind.
        public let words: String
    }

    public let scale: TimeScale
    public let rows: [Row]

    /// - Parameter mistaken: What was predicted and did not come true, by the name of the lane.
    public init(_ timeline: Timeline, scale: TimeScale, mistaken: [String: Question.Choice] = [:]) {
        self.scale = scale
        let lanes = { (isPhase: Bool) in
            timeline.lanes.indices.filter { timeline.lanes[$0].isPhase == isPhase }.flatMap { index -> [Row] in
                let lane = timeline.lanes[index]
                let prediction = mistaken[lane.name].flatMap { Row($0, of: lane, in: scale) }
                return [Row(lane, of: timeline, in: scale)] + [prediction].compactMap(\.self)
                    + Self.omission(behind: index, of: timeline)
            }
        }
        self.rows =
            lanes(false) + timeline.refusals.map { Row($0, in: scale) } + lanes(true)
            + Self.keys(of: timeline).map { Row(saying: $0, timeline.said[$0] ?? "") }
    }

    /// How many parts of the task are not shown, below the last that is.
    private static func omission(behind index: Int, of timeline: Timeline) -> [Row] {
        let lanes = timeline.lanes
        let isLast = index == lanes.count - 1 || lanes[index + 1].depth == 0
        guard isLast, let task = lanes[...index].last(where: { $0.depth == 0 }), task.omittedParts > 0 else { return [] }
        return [Row(omitted: task.omittedParts)]
    }

    /// What there is something said of, in the order in which it was said first.
    private static func keys(of timeline: Timeline) -> [String] {
        timeline.sayings.reduce(into: []) { keys, saying in
            if !keys.contains(saying.key) { keys.append(saying.key) }
        }
    }
}

extension TimelinePicture.Row {
    fileprivate init(_ lane: Timeline.Lane, of timeline: Timeline, in scale: TimeScale) {
        self.subject = .lane(lane.outcome)
        self.name = lane.name
        self.depth = lane.depth
        let begin = scale.column(lane.submittedAt)
        let end = max(begin, scale.column(lane.endedAt ?? timeline.length))
        var signs = [LaneSign?](repeating: nil, count: end + 1)
        for column in begin..<end { signs[column] = .queued }
        if let start = lane.startedAt.map({ min(end, scale.column($0)) }) {
            for column in start..<end { signs[column] = .goesOn }
            signs[start] = .begins
        }
        if let asked = lane.deliveredAt { signs[min(end, scale.column(asked))] = .asked }
        signs[end] =
            switch lane.outcome {
            case .succeeded: .returned
            case nil: .open
            default: .threw
            }
        self.signs = signs
        self.words = lane.words(of: timeline)
    }

    fileprivate init(_ refusal: Timeline.Refusal, in scale: TimeScale) {
        self.subject = .refusal
        self.name = refusal.name
        self.depth = 0
        self.signs = Array(repeating: nil, count: scale.column(refusal.at)) + [.refused]
        self.words = "refused"
    }

    /// Nil where what was predicted cannot be drawn.
    fileprivate init?(_ choice: Question.Choice, of lane: Timeline.Lane, in scale: TimeScale) {
        let end: (at: Duration, sign: LaneSign)
        switch choice.sign {
        case .ends(.succeeded, let moment, _): end = (moment, .returned)
        case .ends(_, let moment, _): end = (moment, .threw)
        case .neverEnds: end = (scale.length, .open)
        case .isRefused, .isUnseen, .says: return nil
        }
        self.subject = .prediction
        self.name = "you said"
        self.depth = lane.depth + 1
        let begin = scale.column(lane.submittedAt)
        let length = max(0, scale.column(end.at) - begin)
        self.signs = Array(repeating: nil, count: begin) + Array(repeating: .predicted, count: length) + [end.sign]
        self.words = ""
    }

    fileprivate init(omitted count: Int) {
        self.subject = .omission
        self.name = "and \(count) more that ended earlier"
        self.depth = 1
        self.signs = []
        self.words = ""
    }

    fileprivate init(saying key: String, _ value: String) {
        self.subject = .saying
        self.name = key
        self.depth = 0
        self.signs = []
        self.words = value
    }
}

extension Timeline.Lane {
    /// How it ended, such as `throws Declined()`; nothing while it is under way, and for a phase that is over.
    fileprivate func words(of timeline: Timeline) -> String {
        let ending =
            switch self.outcome {
            case .succeeded where self.isPhase: ""
            // The sign for it may be hidden below the one for the end.
            case .succeeded: self.deliveredAt == nil ? "ok" : "ok, asked to stop"
            case .failed: "throws \(self.shortErrorText)"
            case .cancelled: "cancelled"
            case .timedOut: "timed out"
            case .discarded: "never called"
            case nil: timeline.isOver && !self.isEscaped ? "has not ended" : ""
            }
        return [ending, self.isEscaped ? "escaped" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// An error may say much: its beginning tells which it is.
    private var shortErrorText: String {
        guard let errorText else { return "an error" }
        return errorText.count > 30 ? errorText.prefix(29) + "…" : errorText
    }
}
