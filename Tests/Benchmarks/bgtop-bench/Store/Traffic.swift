import BackgroundWorkEvents

/// A server that exists only as the events it would tell: always as many live tasks, of which one ends whenever another comes.
/// The same every time.
struct Traffic {
    private struct Task {
        let id: BackgroundTaskID
        let startedAt: TaskInstant
    }

    /// Kinds of work, and where they come from.
    private static let kinds = [
        ("send-email", "POST /signup"), ("charge-card", "POST /orders"), ("resize-image", "POST /images"),
        ("export-report", "GET /report"), ("warm-cache", "GET /report"),
    ]

    private(set) var now = TaskInstant(nanoseconds: 1_000_000_000_000)
    private let hasRequestField: Bool
    private var live: [Task] = []
    private var lastID: UInt64 = 0
    private var random = SplitMix(state: 42)
    /// The part of the next exchange that is due already.
    private var due = 0.0
    private var nextSampled = 0

    /// - Parameters:
    ///   - live: How many tasks live. They have started one after another, a millisecond apart.
    ///   - hasRequestField: Whether tasks say which request they come from, which no two have in common.
    init(live count: Int, hasRequestField: Bool = true) {
        self.hasRequestField = hasRequestField
        for index in 0..<count {
            self.lastID += 1
            let startedAt = self.now + .milliseconds(index - count)
            self.live.append(Task(id: BackgroundTaskID(rawValue: self.lastID), startedAt: startedAt))
        }
    }

    /// What a subscriber hears first. Made anew each time: nobody keeps it who does not need it.
    var snapshot: TaskEvent {
        TaskEvent(
            at: self.now,
            .snapshot(
                TaskSnapshot(
                    process: ProcessDescription(
                        name: "traffic",
                        processID: 1,
                        host: "here",
                        user: "nobody",
                        startedAt: TaskInstant(nanoseconds: 0)
                    ),
                    anchor: TimeAnchor(instant: self.now, nanosecondsSince1970: 1_773_484_860_000_000_000),
                    totals: TaskTotals(
                        submitted: self.lastID,
                        succeeded: self.lastID - UInt64(self.live.count),
                        failed: 0,
                        cancelled: 0,
                        timedOut: 0,
                        discarded: 0,
                        rejected: .init()
                    ),
                    capacity: Capacity(maximumRunning: max(64, self.live.count), maximumQueued: 1_024),
                    drain: DrainStatus(phase: .accepting, since: TaskInstant(nanoseconds: 0)),
                    live: self.live.map(self.liveTask),
                    pools: [PoolStatus(pool: .library, width: 4, busy: 1, lag: .microseconds(200))]
                )
            )
        )
    }

    private func liveTask(_ task: Task) -> LiveTask {
        LiveTask(
            task: Self.description(of: task.id, at: task.startedAt, hasRequestField: self.hasRequestField),
            state: .running,
            rank: 1,
            startedAt: task.startedAt,
            cancellation: nil,
            sample: Self.sample(of: task.id, startedAt: task.startedAt, at: self.now)
        )
    }

    /// One task ends, another comes and starts.
    mutating func exchange(into events: inout [TaskEvent]) {
        if !self.live.isEmpty {
            let index = Int(self.random.next() % UInt64(self.live.count))
            self.live.swapAt(index, self.live.count - 1)
            let task = self.live.removeLast()
            events.append(TaskEvent(at: self.now, .finished(self.end(of: task))))
        }
        self.lastID += 1
        let id = BackgroundTaskID(rawValue: self.lastID)
        let description = Self.description(of: id, at: self.now, hasRequestField: self.hasRequestField)
        events.append(TaskEvent(at: self.now, .submitted(description)))
        events.append(TaskEvent(at: self.now, .started(id, rank: 1)))
        self.live.append(Task(id: id, startedAt: self.now))
    }

    /// Lets time pass.
    mutating func wait(_ duration: Duration) {
        self.now = self.now + duration
    }

    /// Lets time pass in which so many tasks a second are exchanged for others, and what the live ones do is sampled at the end.
    mutating func advance(by duration: Duration, exchangesPerSecond: Double, sampling count: Int) -> [TaskEvent] {
        var events: [TaskEvent] = []
        self.due += exchangesPerSecond * duration.inSeconds
        let exchanges = Int(self.due)
        self.due -= Double(exchanges)
        for _ in 0..<exchanges {
            self.wait(duration / exchanges)
            self.exchange(into: &events)
        }
        if exchanges == 0 { self.wait(duration) }
        let samples = (0..<min(count, self.live.count)).map { _ in
            self.nextSampled = (self.nextSampled + 1) % self.live.count
            let task = self.live[self.nextSampled]
            return Self.sample(of: task.id, startedAt: task.startedAt, at: self.now)
        }
        if !samples.isEmpty { events.append(TaskEvent(at: self.now, .sampled(samples))) }
        return events
    }

    private mutating func end(of task: Task) -> TaskEnd {
        let hasFailed = self.random.next().isMultiple(of: 50)
        return TaskEnd(
            id: task.id,
            rank: 2,
            outcome: hasFailed ? .failed : .succeeded,
            startedAt: task.startedAt,
            endedAt: self.now,
            cancellation: nil,
            errorText: hasFailed ? "SMTP 451 mailbox busy" : nil,
            sample: Self.sample(of: task.id, startedAt: task.startedAt, at: self.now)
        )
    }

    private static func description(of id: BackgroundTaskID, at now: TaskInstant, hasRequestField: Bool) -> TaskDescription {
        let (name, origin) = Self.kinds[Int(id.rawValue % UInt64(Self.kinds.count))]
        var fields = [TaskDescription.Field(TaskDescription.Field.origin, origin)]
        if hasRequestField { fields.append(.init("request", String(id.rawValue, radix: 16))) }
        return TaskDescription(
            id: id,
            name: name,
            fields: fields,
            location: TaskDescription.SourceLocation(fileID: #fileID, line: #line),
            submittedAt: now
        )
    }

    /// A task that has slept most of the time, and polled ten times a second.
    private static func sample(of id: BackgroundTaskID, startedAt: TaskInstant, at now: TaskInstant) -> TaskSample {
        let age = now - startedAt
        let polls = UInt64(age / .milliseconds(100)) + 1
        let busy = Duration.microseconds(50 * Int64(polls))
        return TaskSample(
            id: id,
            progress: nil,
            annotations: [],
            activity: TaskActivity(
                state: .waiting,
                since: now,
                wakes: polls,
                polls: polls,
                busy: busy,
                scheduled: .microseconds(polls),
                onThread: busy,
                ready: .microseconds(polls),
                waiting: age - busy - .microseconds(polls),
                longestPoll: .microseconds(80),
                pollLengths: .init(short: UInt32(clamping: polls))
            )
        )
    }
}

/// Random numbers that are the same every time: SplitMix64.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
