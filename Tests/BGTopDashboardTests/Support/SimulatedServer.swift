import BackgroundWorkEvents
import TestSupport

/// A server that is made up, millisecond by millisecond, so that a test has a believable stream of events and always the same.
struct SimulatedServer {
    private struct Running {
        let id: BackgroundTaskID
        let startedAt: Int
        let endsAt: Int
        /// When it ends or times out, whichever is first.
        let dueAt: Int
        let work: Work
        var rank: UInt32 = 1
        var cancellation: CancellationRequest?
        /// Since when it has kept its thread.
        var blockedSince: Int?
    }

    static let poolWidth = 4

    private let works: [Work]
    private let epoch: TaskInstant
    private let processID: Int32
    let maximumRunning: Int
    let maximumQueued: Int
    private(set) var events: [TaskEvent] = []
    private(set) var now = 0
    private(set) var phase = DrainStatus.Phase.accepting
    private var random = SeededGenerator(seed: 42)
    private var lastID: UInt64
    private var queue: [(id: BackgroundTaskID, work: Work, length: Int)] = []
    private var running: [Running] = []
    /// No task is due before that.
    private var nextDue = 0
    private var stuck: [BackgroundTaskID] = []
    private var ended: Set<BackgroundTaskID> = []
    /// In milliseconds.
    var samplingInterval = 500

    init(
        works: [Work] = Self.shop,
        maximumRunning: Int = 64,
        maximumQueued: Int = 1_024,
        firstID: UInt64 = 1,
        epoch: TaskInstant = TaskInstant(nanoseconds: 0),
        processID: Int32 = 4_242
    ) {
        self.works = works
        self.processID = processID
        self.epoch = epoch
        self.maximumRunning = maximumRunning
        self.maximumQueued = maximumQueued
        self.lastID = firstID - 1
        self.emit(.snapshot(self.emptySnapshot))
    }

    /// Lets so many milliseconds pass.
    mutating func run(milliseconds: Int, load: Bool = true) {
        for _ in 0..<milliseconds {
            self.now += 1
            self.endWhatIsOver()
            if load { self.submitWhatComes() }
            self.startWhatFits()
            if self.now % self.samplingInterval == 0 { self.sample() }
        }
    }

    /// Adds a task that never ends by itself.
    @discardableResult
    mutating func addStuckTask(_ name: String, from origin: String) -> BackgroundTaskID {
        var work = Work(name: name, origin: origin, rate: 0, milliseconds: 1_000_000_000)
        work.inside.turn = .init(ready: 100, onThread: 900, waiting: 99_000)
        work.inside.parts = [.init(name: "sync", start: 0, end: 1), .init(name: "ledger 12", parent: 1, start: 0, end: 1)]
        let id = self.submit(work, length: .max / 2)
        self.stuck.append(id)
        return id
    }

    /// What has happened since it was last asked.
    mutating func takeEvents() -> [TaskEvent] {
        defer { self.events = [] }
        return self.events
    }

    /// From now on a task keeps its thread.
    mutating func block(_ id: BackgroundTaskID) {
        guard let index = self.running.firstIndex(where: { $0.id == id && $0.blockedSince == nil }) else { return }
        self.running[index].blockedSince = self.now
    }

    /// Tells how all that runs is doing at this moment, and the threads under it.
    mutating func observe(lag: Duration = .microseconds(200)) {
        self.sample()
        let blocked = self.running.compactMap { task in
            task.blockedSince.map { PoolStatus.BlockedThread(task: task.id, since: self.instant($0)) }
        }
        let busy = self.activities().count { $0.state == .running }
        self.emit(
            .pools([
                PoolStatus(
                    pool: .library,
                    width: Self.poolWidth,
                    busy: busy,
                    lag: lag,
                    blockedThreads: blocked,
                    blockedSince: blocked.count == Self.poolWidth ? blocked.map(\.since).max() : nil
                )
            ])
        )
    }

    mutating func emit(_ kind: TaskEvent.Kind) {
        self.events.append(TaskEvent(at: self.instant, kind))
    }

    /// Begins a shutdown, or goes on to its next phase.
    mutating func enter(_ phase: DrainStatus.Phase, deadlineIn milliseconds: Int?, by requester: Requester) {
        if self.phase == .accepting { self.requestedAt = self.now }
        self.phase = phase
        self.emit(
            .phaseChanged(
                DrainStatus(
                    phase: phase,
                    since: self.instant,
                    deadline: milliseconds.map { self.instant(self.now + $0) },
                    forcedExitAfter: .seconds(5),
                    requestedBy: requester,
                    requestedAt: self.instant(self.requestedAt)
                )
            )
        )
        guard phase == .cancelling else { return }
        for entry in self.queue {
            self.end(TaskSample(id: entry.id, progress: nil, annotations: []), startedAt: nil, rank: 1, .discarded)
        }
        self.queue = []
        for index in self.running.indices {
            self.requestCancellation(of: index, .drain)
        }
    }

    /// Ends all that reacts to having been asked.
    mutating func endWhatWasAsked() {
        for task in self.running where !self.stuck.contains(task.id) {
            self.end(task, .cancelled, "CancellationError()")
        }
        self.running.removeAll { !self.stuck.contains($0.id) }
    }

    /// Those that have run longest, the longest first.
    func longestRunning(_ count: Int) -> [BackgroundTaskID] {
        self.running.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }.prefix(count).map(\.id)
    }

    /// Marks what has been asked to stop and runs on.
    mutating func warnAboutWhatIsLeft() {
        for task in self.running {
            let message = "was asked to stop and runs on; look for a loop that never checks for cancellation"
            self.emit(.warning(TaskWarning(id: task.id, kind: .uncooperative, message: message)))
        }
    }

    /// The moment so many milliseconds after the server's start.
    func instant(_ milliseconds: Int) -> TaskInstant {
        self.epoch.advanced(by: .milliseconds(milliseconds))
    }

    var instant: TaskInstant { self.instant(self.now) }
    private var requestedAt = 0

    // MARK: - What happens in a millisecond

    private mutating func submitWhatComes() {
        for work in self.works where self.random.unit() < work.rate / 1_000 {
            guard self.queue.count < self.maximumQueued, self.phase == .accepting else {
                self.emit(.rejected(name: work.name, self.phase == .accepting ? .full : .shuttingDown))
                continue
            }
            let spread = 0.25 / (0.25 + self.random.unit()) + self.random.unit() * 0.5
            self.submit(work, length: Int(work.milliseconds * (1 + spread)))
        }
    }

    @discardableResult
    private mutating func submit(_ work: Work, length: Int) -> BackgroundTaskID {
        self.lastID += 1
        let id = BackgroundTaskID(rawValue: self.lastID)
        let task = TaskDescription(
            id: id,
            name: work.name,
            fields: [
                .init(TaskDescription.Field.origin, work.origin),
                .init("request", String(self.lastID * 7_919 % 65_536, radix: 16)),
            ],
            location: .init(fileID: "Shop/Routes.swift", line: UInt(60 + work.name.count)),
            submittedAt: self.instant,
            timeout: work.timeout,
            submitter: self.running.last { $0.work.name == work.submitter }?.id
        )
        self.emit(.submitted(task))
        self.queue.append((id, work, length))
        return id
    }

    private mutating func startWhatFits() {
        while self.running.count < self.maximumRunning, !self.queue.isEmpty {
            let next = self.queue.removeFirst()
            self.emit(.started(next.id, rank: 1))
            let end = self.now.addingReportingOverflow(next.length)
            let timeout = next.work.timeout.map { self.now + Int($0.inSeconds * 1_000) } ?? .max
            let due = min(end.partialValue, timeout)
            self.nextDue = min(self.nextDue, due)
            self.running.append(
                Running(id: next.id, startedAt: self.now, endsAt: end.partialValue, dueAt: due, work: next.work)
            )
        }
    }

    private mutating func endWhatIsOver() {
        guard self.nextDue <= self.now else { return }
        for index in self.running.indices where self.running[index].dueAt <= self.now {
            let task = self.running[index]
            if let timeout = task.work.timeout, self.now - task.startedAt >= Int(timeout.inSeconds * 1_000) {
                self.requestCancellation(of: index, .timeout(timeout))
                self.end(self.running[index], .timedOut, "CancellationError()")
            } else {
                let hasFailed = self.random.unit() < task.work.failures
                self.end(task, hasFailed ? .failed : .succeeded, hasFailed ? task.work.errorText : nil)
            }
        }
        let ended = self.ended
        self.running.removeAll { ended.contains($0.id) }
        self.nextDue = self.running.map(\.dueAt).min() ?? .max
        self.ended = []
    }

    private mutating func requestCancellation(of index: Int, _ cause: CancellationRequest.Cause) {
        let request = CancellationRequest(cause: cause, at: self.instant)
        self.running[index].rank += 1
        self.running[index].cancellation = request
        self.emit(.cancelRequested(self.running[index].id, rank: self.running[index].rank, request))
    }

    private mutating func end(_ task: Running, _ outcome: TaskOutcome, _ errorText: String?) {
        self.ended.insert(task.id)
        let (request, start) = (task.cancellation, self.instant(task.startedAt))
        let sample = TaskSample(
            id: task.id,
            progress: nil,
            annotations: [],
            activity: self.activity(of: task),
            nodes: self.nodes(of: task, outcome: outcome, errorText: errorText),
            deliveredAt: self.delivery(to: task)
        )
        self.end(sample, startedAt: start, rank: task.rank + 1, outcome, cancellation: request, errorText)
    }

    private mutating func end(
        _ sample: TaskSample,
        startedAt: TaskInstant?,
        rank: UInt32,
        _ outcome: TaskOutcome,
        cancellation: CancellationRequest? = nil,
        _ errorText: String? = nil
    ) {
        self.emit(
            .finished(
                TaskEnd(
                    id: sample.id,
                    rank: rank,
                    outcome: outcome,
                    startedAt: startedAt,
                    endedAt: self.instant,
                    cancellation: cancellation,
                    errorText: errorText,
                    sample: sample
                )
            )
        )
    }

    // MARK: - What is seen of the running

    private mutating func sample() {
        let samples = zip(self.running, self.activities()).map { task, activity in
            let share = Double(self.now - task.startedAt) / Double(max(1, task.endsAt - task.startedAt))
            return TaskSample(
                id: task.id,
                progress: task.work.reportsProgress ? TaskProgress(fraction: share, at: self.instant) : nil,
                annotations: task.work.annotation.map { [$0] } ?? [],
                activity: activity,
                nodes: self.nodes(of: task),
                deliveredAt: self.delivery(to: task)
            )
        }
        if !samples.isEmpty { self.emit(.sampled(samples)) }
    }

    /// One for each that runs. No more of them are on a thread than there are threads.
    private func activities() -> [TaskActivity] {
        var free = Self.poolWidth - self.running.count { $0.blockedSince != nil }
        return self.running.map { task in
            let activity = self.activity(of: task, findsThread: free > 0)
            if activity.state == .running, task.blockedSince == nil { free -= 1 }
            return activity
        }
    }

    private func activity(of task: Running, findsThread: Bool = true) -> TaskActivity {
        let start = self.instant(task.startedAt)
        let inside = task.work.inside
        guard let since = task.blockedSince else {
            return inside.activity(startedAt: start, milliseconds: self.now - task.startedAt, findsThread: findsThread)
        }
        let before = inside.activity(startedAt: start, milliseconds: since - task.startedAt)
        let poll = Duration.milliseconds(self.now - since)
        return TaskActivity(
            state: .running,
            since: self.instant(since),
            wakes: before.wakes + 1,
            polls: before.polls + 1,
            busy: before.busy + poll,
            scheduled: before.scheduled,
            onThread: before.onThread + poll,
            ready: before.ready,
            waiting: before.waiting,
            longestPoll: max(before.longestPoll, poll),
            pollLengths: before.pollLengths,
            children: before.children
        )
    }

    private func nodes(of task: Running, outcome: TaskOutcome? = nil, errorText: String? = nil) -> TaskNodes {
        task.work.inside.nodes(
            startedAt: self.instant(task.startedAt),
            milliseconds: self.now - task.startedAt,
            length: task.endsAt - task.startedAt,
            request: task.cancellation?.at,
            outcome: outcome,
            errorText: errorText
        )
    }

    private func delivery(to task: Running) -> TaskInstant? {
        task.cancellation?.at.advanced(by: .microseconds(40))
    }

    private var emptySnapshot: TaskSnapshot {
        TaskSnapshot(
            process: ProcessDescription(
                name: "demo",
                processID: self.processID,
                host: "build7",
                user: "ann",
                startedAt: self.instant(0)
            ),
            // 2026-03-14 10:41:00 UTC
            anchor: TimeAnchor(instant: self.instant(0), nanosecondsSince1970: 1_773_484_860_000_000_000),
            totals: TaskTotals(
                submitted: self.lastID,
                succeeded: self.lastID,
                failed: 0,
                cancelled: 0,
                timedOut: 0,
                discarded: 0,
                rejected: .init()
            ),
            capacity: Capacity(maximumRunning: self.maximumRunning, maximumQueued: self.maximumQueued),
            drain: DrainStatus(phase: .accepting, since: self.instant(0)),
            live: [],
            pools: [PoolStatus(pool: .library, width: Self.poolWidth, busy: 0, lag: .microseconds(200))],
            hostActions: [
                HostAction(
                    id: .init(rawValue: "hang"),
                    title: "Chaos: a task that never ends",
                    summary: "Adds a task that ignores cancellation: it will hold the exit."
                ),
                HostAction(
                    id: .init(rawValue: "flood"),
                    title: "Chaos: a flood of work",
                    summary: "Adds 2,000 tasks at once."
                ),
            ]
        )
    }
}
