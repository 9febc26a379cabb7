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
        /// How many of a task's parts are not among the lanes: of many that have ended only the last are kept.
        public var omittedParts = 0
    }

    /// A task that was refused.
    public struct Refusal: Hashable, Sendable {
        public let name: String
        public let at: Duration
    }

    /// What the code said, under a key; it may say something else later.
    public struct Saying: Hashable, Sendable {
        public let key: String
        public let value: String
        /// When it was heard of: up to a tenth of a second after it was said, and never after the end of its task.
        public let heardAt: Duration
    }

    /// In the order in which they were opened, each before what is part of it.
    public let lanes: [Lane]
    /// In the order in which they were heard of.
    public let sayings: [Saying]
    public let refusals: [Refusal]
    /// Until when it is known what happened.
    public let length: Duration
    /// Whether the run has come to its end: what is open then does not end.
    public let isOver: Bool
    /// When the first task was submitted; nil while none is.
    private let origin: TaskInstant?

    /// Two moments of one step are not further apart: nobody could see which came first.
    private static let oneStep = Duration.milliseconds(1)

    /// - Parameter events: A snapshot of nothing, and what followed it.
    public init(_ events: [TaskEvent]) {
        var reading = TimelineReading()
        for event in events { reading.read(event) }
        self.init(reading)
    }

    private init(_ reading: TimelineReading) {
        let origin = reading.tasks.map(\.task.submittedAt).min()
        let time = { (instant: TaskInstant) in origin.map { instant - $0 } ?? .zero }
        var lanes: [Lane] = []
        for task in reading.tasks {
            lanes.append(Lane(task, time))
            var depths: [UInt32: Int] = [0: 0]
            for node in Self.ordered(task.sample?.nodes.listed ?? []) {
                let depth = (depths[node.parent] ?? 0) + 1
                depths[node.id] = depth
                lanes.append(Lane(node, depth: depth, time))
            }
        }
        if let origin, let shutdown = reading.shutdown { lanes += Lane.phases(of: shutdown, since: origin) }
        self.init(
            lanes: lanes,
            sayings: reading.tasks.flatMap(\.sayings)
                .map { Saying(key: $0.key, value: $0.value, heardAt: time($0.at)) }
                .sorted { $0.heardAt < $1.heardAt },
            refusals: reading.refusals.map { Refusal(name: $0.name, at: time($0.at)) },
            length: reading.lastChange.map(time) ?? .zero,
            isOver: reading.isOver,
            origin: origin
        )
    }

    /// When something began, was asked to stop, or ended; in order. Of what happened at the same time as far as anybody can see, the
    /// last moment.
    public var moments: [Duration] {
        let lanes = self.lanes.flatMap { [$0.submittedAt, $0.startedAt, $0.deliveredAt, $0.endedAt].compactMap(\.self) }
        let all = Set(lanes + self.refusals.map(\.at)).sorted()
        return zip(all, all.dropFirst() + [.seconds(Int64.max)]).filter { $1 - $0 >= Self.oneStep }.map(\.0)
    }

    /// What the code said last, by key.
    public var said: [String: String] {
        Dictionary(self.sayings.map { ($0.key, $0.value) }) { $1 }
    }

    /// The first lane of that name.
    public func lane(_ name: String) -> Lane? { self.lanes.first { $0.name == name } }

    /// As it is at that instant if nothing has happened since: what is open goes on. What is over does not.
    public func extended(to instant: TaskInstant) -> Timeline {
        guard !self.isOver, let origin, instant - origin > self.length else { return self }
        return Timeline(
            lanes: self.lanes,
            sayings: self.sayings,
            refusals: self.refusals,
            length: instant - origin,
            isOver: false,
            origin: origin
        )
    }

    /// As it was then, counted from the beginning.
    public func cut(at moment: Duration) -> Timeline {
        Timeline(
            lanes: self.lanes.filter { $0.submittedAt <= moment }.map { lane in
                var lane = lane
                if let start = lane.startedAt, start > moment { lane.startedAt = nil }
                if let delivery = lane.deliveredAt, delivery > moment { lane.deliveredAt = nil }
                if let end = lane.endedAt, end > moment { (lane.endedAt, lane.outcome, lane.errorText) = (nil, nil, nil) }
                return lane
            },
            sayings: self.sayings.filter { $0.heardAt <= moment },
            refusals: self.refusals.filter { $0.at <= moment },
            length: min(self.length, moment),
            isOver: self.isOver && moment >= self.length,
            origin: self.origin
        )
    }

    private init(
        lanes: [Lane],
        sayings: [Saying],
        refusals: [Refusal],
        length: Duration,
        isOver: Bool,
        origin: TaskInstant?
    ) {
        self.lanes = lanes
        self.sayings = sayings
        self.refusals = refusals
        self.length = length
        self.isOver = isOver
        self.origin = origin
    }

    /// Each before what is part of it, those of one parent in the order in which they were opened. What is part of something that is not
    /// listed is shown as part of the task.
    private static func ordered(_ nodes: [TaskNode]) -> [TaskNode] {
        let listed = Set(nodes.map(\.id))
        // A node is opened after what it is part of, so that there is no circle.
        let parts = Dictionary(grouping: nodes) { listed.contains($0.parent) && $0.parent < $0.id ? $0.parent : 0 }
        func below(_ parent: UInt32) -> [TaskNode] {
            (parts[parent] ?? []).flatMap { [$0] + below($0.id) }
        }
        return below(0)
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
        self.omittedParts = Int(task.sample?.nodes.omitted ?? 0)
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
