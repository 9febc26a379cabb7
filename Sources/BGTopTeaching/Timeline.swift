public import BackgroundWorkEvents

/// What happened in a run, or has happened in it so far: a lane for each task and for each part of one that has a name.
///
/// Where the code asks for a shutdown there are more: `accepting`, which ends when the shutdown begins, `shutdown` itself, and its
/// `grace period` if that was not long enough.
public struct Timeline: Hashable, Sendable {
    public struct Lane: Hashable, Sendable {
        public let name: String
        /// 0 for a background task, 1 for what is directly part of one.
        public let depth: Int
        public let location: TaskDescription.SourceLocation
        /// When the task was submitted. All times are counted from the first of them.
        public let submittedAt: Duration
        /// Nil while it waits for a place, and if it never got one.
        public var startedAt: Duration?
        /// Nil while it is open.
        public var endedAt: Duration?
        public var outcome: TaskOutcome?
        /// What it threw.
        public var errorText: String?
        /// When a request to stop had reached it.
        public var deliveredAt: Duration?
        /// Whether it is part of no scope.
        public var isEscaped: Bool
        /// Whether it is no task, but a time in the life of the server.
        public var isPhase = false
    }

    /// A task that was refused.
    public struct Refusal: Hashable, Sendable {
        public let name: String
        public let at: Duration
    }

    /// In the order in which they were opened, each before what is part of it.
    public let lanes: [Lane]
    /// What the code said, by key.
    public let said: [String: String]
    public let refusals: [Refusal]
    /// Until when it is known what happened.
    public let length: Duration

    /// - Parameters:
    ///   - events: A snapshot of nothing, and what followed it.
    ///   - moment: What came later is left out, counted from the beginning; nil: nothing is.
    public init(_ events: [TaskEvent], until moment: Duration? = nil) {
        var reading = TimelineReading()
        for event in events { reading.read(event) }
        let whole = Self(reading)
        self = moment.map(whole.cut(at:)) ?? whole
    }

    private init(_ reading: TimelineReading) {
        let origin = reading.tasks.map(\.task.submittedAt).min()
        let time = { (instant: TaskInstant) in origin.map { instant - $0 } ?? .zero }
        var lanes: [Lane] = []
        var said: [String: String] = [:]
        for task in reading.tasks {
            lanes.append(Lane(task, time))
            var depths: [UInt32: Int] = [0: 0]
            for node in Self.ordered(task.sample?.nodes.listed ?? []) {
                let depth = (depths[node.parent] ?? 0) + 1
                depths[node.id] = depth
                lanes.append(Lane(node, depth: depth, time))
            }
            for field in task.sample?.annotations ?? [] { said[field.key] = field.value }
        }
        if let origin, let shutdown = reading.shutdown { lanes += Lane.phases(of: shutdown, since: origin) }
        self.init(
            lanes: lanes,
            said: said,
            refusals: reading.refusals.map { Refusal(name: $0.name, at: time($0.at)) },
            length: reading.lastChange.map(time) ?? .zero
        )
    }

    /// When something began, was asked to stop, or ended; in order.
    public var moments: [Duration] {
        let lanes = self.lanes.flatMap { [$0.submittedAt, $0.startedAt, $0.deliveredAt, $0.endedAt].compactMap(\.self) }
        return Set(lanes + self.refusals.map(\.at)).sorted()
    }

    /// The first lane of that name.
    public func lane(_ name: String) -> Lane? { self.lanes.first { $0.name == name } }

    private init(lanes: [Lane], said: [String: String], refusals: [Refusal], length: Duration) {
        self.lanes = lanes
        self.said = said
        self.refusals = refusals
        self.length = length
    }

    /// Each before what is part of it, those of one parent in the order in which they were opened.
    private static func ordered(_ nodes: [TaskNode], under parent: UInt32 = 0) -> [TaskNode] {
        nodes.filter { $0.parent == parent }.flatMap { [$0] + Self.ordered(nodes, under: $0.id) }
    }

    /// As it was then. What was said has no time of its own and stays.
    private func cut(at moment: Duration) -> Timeline {
        Timeline(
            lanes: self.lanes.filter { $0.submittedAt <= moment }.map { lane in
                var lane = lane
                if let start = lane.startedAt, start > moment { lane.startedAt = nil }
                if let delivery = lane.deliveredAt, delivery > moment { lane.deliveredAt = nil }
                if let end = lane.endedAt, end > moment { (lane.endedAt, lane.outcome, lane.errorText) = (nil, nil, nil) }
                return lane
            },
            said: self.said,
            refusals: self.refusals.filter { $0.at <= moment },
            length: min(self.length, moment)
        )
    }
}

extension Timeline.Lane {
    fileprivate init(_ task: TimelineReading.Task, _ time: (TaskInstant) -> Duration) {
        self.name = task.task.name
        self.depth = 0
        self.location = task.task.location
        self.submittedAt = time(task.task.submittedAt)
        self.startedAt = task.startedAt.map(time)
        self.endedAt = task.end.map { time($0.endedAt) }
        self.outcome = task.end?.outcome
        self.errorText = task.end?.errorText
        self.deliveredAt = (task.sample?.deliveredAt).map(time)
        self.isEscaped = false
    }

    fileprivate static func phases(of shutdown: TimelineReading.Shutdown, since origin: TaskInstant) -> [Self] {
        let start = shutdown.beganAt - origin
        let phases = [
            Self(phase: "accepting", depth: 0, from: .zero, to: start),
            Self(phase: "shutdown", depth: 0, from: start, to: shutdown.endedAt.map { $0 - origin }),
        ]
        guard let graceEnd = shutdown.graceEndedAt else { return phases }
        return phases + [Self(phase: "grace period", depth: 1, from: start, to: graceEnd - origin)]
    }

    private init(phase name: String, depth: Int, from start: Duration, to end: Duration?) {
        self.name = name
        self.depth = depth
        self.location = TaskDescription.SourceLocation(fileID: "", line: 0)
        self.submittedAt = start
        self.startedAt = start
        self.endedAt = end
        self.outcome = end.map { _ in .succeeded }
        self.isEscaped = false
        self.isPhase = true
    }

    fileprivate init(_ node: TaskNode, depth: Int, _ time: (TaskInstant) -> Duration) {
        self.name = node.name
        self.depth = depth
        self.location = node.location
        self.submittedAt = time(node.startedAt)
        self.startedAt = time(node.startedAt)
        self.endedAt = node.endedAt.map(time)
        self.outcome =
            switch node.outcome {
            case .succeeded: .succeeded
            case .failed: .failed
            case .cancelled: .cancelled
            case nil: nil
            }
        self.errorText = node.errorText
        self.deliveredAt = node.deliveredAt.map(time)
        self.isEscaped = node.isEscaped
    }
}
