import BGTopStore
import BackgroundWorkEvents
import Testing

/// A make-believe server and the store that watches it. Every call happens at ``now`` and is folded at once.
struct WatchedServer {
    var store: TaskStore
    private(set) var now = TaskInstant(nanoseconds: 1_000_000_000_000)
    private var nextID: UInt64 = 1
    private var submittedAt: [BackgroundTaskID: TaskInstant] = [:]
    private var startedAt: [BackgroundTaskID: TaskInstant] = [:]
    private var requests: [BackgroundTaskID: CancellationRequest] = [:]
    private var ranks: [BackgroundTaskID: UInt32] = [:]

    static let process = ProcessDescription(
        name: "server",
        processID: 4_242,
        host: "here",
        user: "somebody",
        startedAt: TaskInstant(nanoseconds: 900_000_000_000)
    )

    /// A server that has just started, and a first snapshot that says so.
    init(
        retention: Retention = .init(),
        memory: MemoryLimit = .init(),
        maximumRunning: Int = 64,
        maximumQueued: Int = 1_024
    ) {
        self.store = TaskStore(retention: retention, memory: memory)
        self.fold(.snapshot(Self.snapshot(at: self.now, maximumRunning: maximumRunning, maximumQueued: maximumQueued)))
    }

    static func snapshot(
        at instant: TaskInstant,
        process: ProcessDescription = Self.process,
        totals: TaskTotals = TaskTotals(),
        live: [LiveTask] = [],
        phase: DrainStatus.Phase = .accepting,
        deadline: TaskInstant? = nil,
        maximumRunning: Int = 64,
        maximumQueued: Int = 1_024
    ) -> TaskSnapshot {
        TaskSnapshot(
            process: process,
            anchor: TimeAnchor(instant: instant, nanosecondsSince1970: 0),
            totals: totals,
            capacity: Capacity(maximumRunning: maximumRunning, maximumQueued: maximumQueued),
            drain: DrainStatus(phase: phase, since: instant, deadline: deadline),
            live: live
        )
    }

    mutating func fold(_ kind: TaskEvent.Kind) {
        self.store.fold(TaskEvent(at: self.now, kind))
    }

    /// Lets time pass, for the server and for the store.
    mutating func wait(_ duration: Duration) {
        self.now = self.now + duration
        self.store.advance(to: self.now)
    }

    @discardableResult
    mutating func submit(
        _ name: String = "work",
        priority: UInt8 = 21,
        fields: [TaskDescription.Field] = [],
        timeout: Duration? = nil
    ) -> BackgroundTaskID {
        let id = BackgroundTaskID(rawValue: self.nextID)
        self.nextID += 1
        self.submittedAt[id] = self.now
        self.fold(.submitted(self.description(of: id, name, priority: priority, fields: fields, timeout: timeout)))
        return id
    }

    mutating func start(_ id: BackgroundTaskID) {
        self.startedAt[id] = self.now
        self.fold(.started(id, rank: self.nextRank(of: id)))
    }

    @discardableResult
    mutating func submitAndStart(_ name: String = "work", timeout: Duration? = nil) -> BackgroundTaskID {
        let id = self.submit(name, timeout: timeout)
        self.start(id)
        return id
    }

    mutating func cancel(_ id: BackgroundTaskID, _ cause: CancellationRequest.Cause = .drain) {
        let request = CancellationRequest(cause: cause, at: self.now)
        self.requests[id] = request
        self.fold(.cancelRequested(id, rank: self.nextRank(of: id), request))
    }

    mutating func finish(
        _ id: BackgroundTaskID,
        _ outcome: TaskOutcome = .succeeded,
        errorText: String? = nil,
        activity: TaskActivity? = nil,
        nodes: TaskNodes = TaskNodes(),
        deliveredAt: TaskInstant? = nil
    ) {
        let sample = TaskSample(
            id: id,
            progress: nil,
            annotations: [],
            activity: activity,
            nodes: nodes,
            deliveredAt: deliveredAt
        )
        self.fold(.finished(self.end(of: id, outcome, errorText: errorText, sample: sample)))
    }

    /// As ``finish(_:_:errorText:)``, from a process that no longer knows who asked the task to stop.
    mutating func finishForgettingRequest(_ id: BackgroundTaskID) {
        self.requests[id] = nil
        self.finish(id)
    }

    /// Submits, starts and, after `duration`, ends one task after the other.
    mutating func run(_ count: Int, _ name: String = "work", taking duration: Duration, _ outcome: TaskOutcome = .succeeded) {
        for _ in 0..<count {
            let id = self.submitAndStart(name)
            self.wait(duration)
            self.finish(id, outcome)
        }
    }

    mutating func warn(_ id: BackgroundTaskID, _ kind: TaskWarning.Kind, isRaised: Bool = true) {
        self.fold(.warning(TaskWarning(id: id, kind: kind, message: "what the library says", isRaised: isRaised)))
    }

    mutating func report(_ fraction: Double, by id: BackgroundTaskID) {
        let progress = TaskProgress(fraction: fraction, at: self.now)
        self.fold(.sampled([TaskSample(id: id, progress: progress, annotations: [])]))
    }

    mutating func enter(_ phase: DrainStatus.Phase, within grace: Duration? = nil) {
        let status = DrainStatus(
            phase: phase,
            since: self.now,
            deadline: grace.map { self.now + $0 },
            requestedBy: Requester("SIGTERM"),
            requestedAt: self.now
        )
        self.fold(.phaseChanged(status))
    }

    func description(
        of id: BackgroundTaskID,
        _ name: String,
        priority: UInt8 = 21,
        fields: [TaskDescription.Field] = [],
        timeout: Duration? = nil
    ) -> TaskDescription {
        TaskDescription(
            id: id,
            name: name,
            priority: priority,
            fields: fields,
            location: TaskDescription.SourceLocation(fileID: "Server/Routes.swift", line: 88),
            submittedAt: self.submittedAt[id] ?? self.now,
            timeout: timeout
        )
    }

    func end(
        of id: BackgroundTaskID,
        _ outcome: TaskOutcome = .succeeded,
        errorText: String? = nil,
        sample: TaskSample? = nil
    ) -> TaskEnd {
        TaskEnd(
            id: id,
            rank: (self.ranks[id] ?? 0) + 1,
            outcome: outcome,
            startedAt: self.startedAt[id],
            endedAt: self.now,
            cancellation: self.requests[id],
            errorText: errorText,
            sample: sample ?? TaskSample(id: id, progress: nil, annotations: [])
        )
    }

    /// What a snapshot says of a live task that this server knows.
    func live(
        _ id: BackgroundTaskID,
        _ name: String = "work",
        fields: [TaskDescription.Field] = [],
        warnings: [TaskWarning.Kind] = [],
        activity: TaskActivity? = nil,
        nodes: [TaskNode] = []
    ) -> LiveTask {
        LiveTask(
            task: self.description(of: id, name, fields: fields),
            state: self.startedAt[id] == nil ? .queued : self.requests[id] == nil ? .running : .cancelling,
            rank: self.ranks[id] ?? 0,
            startedAt: self.startedAt[id],
            cancellation: self.requests[id],
            warnings: warnings.map { TaskWarning(id: id, kind: $0, message: "what the library says") },
            sample: TaskSample(
                id: id,
                progress: nil,
                annotations: [],
                activity: activity,
                nodes: TaskNodes(nodes, revision: UInt32(nodes.count))
            )
        )
    }

    private mutating func nextRank(of id: BackgroundTaskID) -> UInt32 {
        let rank = (self.ranks[id] ?? 0) + 1
        self.ranks[id] = rank
        return rank
    }
}
