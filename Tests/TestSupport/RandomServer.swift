package import BackgroundWorkEvents

/// A server that does what chance says, knows the truth, and publishes it through a bounded buffer: who is too slow loses what
/// follows, and gets the number and a snapshot when he comes to read.
package struct RandomServer {
    package struct Task {
        package let id: BackgroundTaskID
        package let description: TaskDescription
        package var state = BackgroundTaskState.queued
        package var rank: UInt32 = 0
        package var startedAt: TaskInstant?
        package var cancellation: CancellationRequest?
        package var inside = RandomTaskInside()
    }

    package var random: SeededGenerator
    /// How many events are kept for the reader.
    package var bufferSize = 25
    package private(set) var tasks: [BackgroundTaskID: Task] = [:]
    package private(set) var totals = TaskTotals()
    package private(set) var now = TaskInstant(nanoseconds: 1_000_000_000_000)
    private var buffer: [TaskEvent] = []
    private var lost: UInt64 = 0
    private var isDetached = true
    private var nextID: UInt64 = 1
    private var aliveIDs: [BackgroundTaskID] = []

    package init(seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
    }

    /// What lives, in ID order.
    package var live: [Task] { self.aliveIDs.sorted().compactMap { self.tasks[$0] } }

    package mutating func act(times: Int) {
        for _ in 0..<times {
            self.now = self.now + .microseconds(Int64.random(in: 1...3_000, using: &self.random))
            switch Int.random(in: 0..<100, using: &self.random) {
            case ..<24: self.submit()
            case ..<46: self.start()
            case ..<52: self.cancel()
            case ..<72: self.work()
            case ..<94: self.finish()
            default: self.reject()
            }
        }
    }

    /// What a reader gets: what was kept, and where something was lost the number and a snapshot. Its rows are read while work
    /// goes on, so they may be newer than its totals.
    package mutating func read() -> [TaskEvent] {
        var events = self.buffer
        self.buffer = []
        guard self.isDetached else { return events }
        if self.lost > 0 { events.append(TaskEvent(at: self.now, .gap(lost: self.lost))) }
        self.lost = 0
        self.isDetached = false
        let at = self.now
        let totals = self.totals
        let live = self.aliveIDs.shuffled(using: &self.random)
        self.act(times: Int.random(in: 0...10, using: &self.random))
        let rows = live.compactMap { self.tasks[$0].map(Self.row) }
        let snapshot = TaskSnapshot(
            process: ProcessDescription(
                name: "random",
                processID: 1,
                host: "here",
                user: "chance",
                startedAt: .init(nanoseconds: 1)
            ),
            anchor: TimeAnchor(instant: at, nanosecondsSince1970: 0),
            totals: totals,
            capacity: Capacity(maximumRunning: .max, maximumQueued: .max),
            drain: DrainStatus(phase: .accepting, since: TaskInstant(nanoseconds: 1)),
            live: rows
        )
        events.append(TaskEvent(at: at, .snapshot(snapshot)))
        events += self.buffer
        self.buffer = []
        return events
    }

    /// A task that has ended since the snapshot's moment appears as it was before.
    private static func row(of task: Task) -> LiveTask {
        let state: BackgroundTaskState =
            task.startedAt == nil ? .queued : task.cancellation == nil ? .running : .cancelling
        return LiveTask(
            task: task.description,
            state: state,
            rank: task.state.isAlive ? task.rank : task.rank - 1,
            startedAt: task.startedAt,
            cancellation: task.cancellation,
            sample: task.inside.sample(of: task.id)
        )
    }

    private mutating func emit(_ kind: TaskEvent.Kind) {
        if !self.isDetached, self.buffer.count < self.bufferSize {
            self.buffer.append(TaskEvent(at: self.now, kind))
        } else if !self.isDetached || !self.buffer.isEmpty || self.lost > 0 {
            self.isDetached = true
            self.lost += 1
        }
    }

    private mutating func submit() {
        let id = BackgroundTaskID(rawValue: self.nextID)
        self.nextID += 1
        let description = TaskDescription(
            id: id,
            name: ["mail", "resize", "charge", "export", "index"].randomElement(using: &self.random) ?? "mail",
            location: TaskDescription.SourceLocation(fileID: "Server/Routes.swift", line: 1),
            submittedAt: self.now
        )
        self.tasks[id] = Task(id: id, description: description)
        self.aliveIDs.append(id)
        self.totals.countSubmission()
        self.emit(.submitted(description))
    }

    private mutating func start() {
        guard let id = self.anyLive(where: { $0.state == .queued }) else { return }
        self.tasks[id]?.state = .running
        self.tasks[id]?.startedAt = self.now
        self.tasks[id]?.inside.start(at: self.now)
        self.emit(.started(id, rank: self.nextRank(of: id)))
        if let inside = self.tasks[id]?.inside { self.emit(.sampled([inside.sample(of: id)])) }
    }

    private mutating func cancel() {
        guard let id = self.anyLive(where: { $0.state == .running }) else { return }
        let request = CancellationRequest(cause: .handle, at: self.now)
        self.tasks[id]?.state = .cancelling
        self.tasks[id]?.cancellation = request
        self.emit(.cancelRequested(id, rank: self.nextRank(of: id), request))
    }

    /// A task does something with threads and parts, which is told at once; and some time an older sample comes in after it.
    private mutating func work() {
        guard let id = self.anyLive(where: { $0.state != .queued }), var inside = self.tasks[id]?.inside else { return }
        let before = inside.sample(of: id)
        inside.work(at: self.now, isCancelled: self.tasks[id]?.cancellation != nil, using: &self.random)
        self.tasks[id]?.inside = inside
        self.emit(.sampled([inside.sample(of: id)]))
        if Int.random(in: 0..<5, using: &self.random) == 0 { self.emit(.sampled([before])) }
    }

    private mutating func finish() {
        guard let id = self.anyLive(where: { _ in true }), let task = self.tasks[id] else { return }
        let outcomes: [TaskOutcome] =
            switch task.state {
            case .queued: [.discarded, .cancelled]
            case .cancelling: [.succeeded, .cancelled, .timedOut]
            case .running, .ended: [.succeeded, .succeeded, .succeeded, .failed]
            }
        let outcome = outcomes.randomElement(using: &self.random) ?? .succeeded
        var inside = task.inside
        if task.startedAt != nil {
            inside.work(at: self.now, isCancelled: task.cancellation != nil, using: &self.random)
            inside.end(at: self.now, leavingOpen: Int.random(in: 0..<10, using: &self.random) == 0)
        }
        self.tasks[id]?.inside = inside
        self.tasks[id]?.state = .ended(outcome)
        self.aliveIDs.removeAll { $0 == id }
        self.totals.countEnd(outcome)
        self.emit(
            .finished(
                TaskEnd(
                    id: id,
                    rank: self.nextRank(of: id),
                    outcome: outcome,
                    startedAt: task.startedAt,
                    endedAt: self.now,
                    cancellation: task.cancellation,
                    errorText: nil,
                    sample: inside.sample(of: id)
                )
            )
        )
    }

    private mutating func reject() {
        let reason = RejectionReason.allCases.randomElement(using: &self.random) ?? .full
        self.totals.countRejection(reason)
        self.emit(.rejected(name: "mail", reason))
    }

    private mutating func anyLive(where condition: (Task) -> Bool) -> BackgroundTaskID? {
        self.aliveIDs.filter { id in self.tasks[id].map(condition) ?? false }.randomElement(using: &self.random)
    }

    private mutating func nextRank(of id: BackgroundTaskID) -> UInt32 {
        let rank = (self.tasks[id]?.rank ?? 0) + 1
        self.tasks[id]?.rank = rank
        return rank
    }
}
