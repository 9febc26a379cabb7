import BackgroundWorkEvents
import TestSupport

/// Events of every kind with everything in them that there can be, from a seed.
struct RandomEvents {
    private var random: SeededGenerator
    /// Who names too much, or says too much.
    var texts = [
        "", "send-email", "resize-image", "POST /orders", "\u{202E}reversed\u{200D}", "🧵 Größe", "\u{1B}]52;c;AAAA\u{7}",
    ]

    init(seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
    }

    /// One event of every kind, in an order by chance.
    mutating func oneOfEach() -> [TaskEvent] {
        (0..<17).map { self.event(ofKind: $0) }.shuffled(using: &self)
    }

    mutating func event() -> TaskEvent {
        self.event(ofKind: self.number(below: 17))
    }

    private mutating func event(ofKind kind: Int) -> TaskEvent {
        let kind: TaskEvent.Kind =
            switch kind {
            case 0: .snapshot(self.snapshot(live: self.number(below: 5)))
            case 1: .gap(lost: self.next())
            case 2: .submitted(self.task())
            case 3: .started(self.id(), rank: self.small())
            case 4: .cancelRequested(self.id(), rank: self.small(), self.cancellation())
            case 5: .finished(self.end())
            case 6: .rejected(name: self.text(), self.any(RejectionReason.allCases))
            case 7: .sampled(self.list { $0.sample(of: $0.id()) })
            case 8: .lateReport(self.id())
            case 9: .capacityChanged(self.capacity())
            case 10: .phaseChanged(self.drain())
            case 11: .stopped(self.report())
            case 12: .pools(self.list { $0.pool() })
            case 13: .warning(self.warning())
            case 14: .log(self.line())
            case 15: .interrupted(Interruption(reason: self.text(), isRetrying: self.flag()))
            default:
                .audit(
                    AuditEntry(
                        requester: self.requester(),
                        command: self.command(),
                        result: self.text(),
                        wasRefused: self.flag()
                    )
                )
            }
        return TaskEvent(at: self.instant(), kind)
    }

    mutating func snapshot(live count: Int) -> TaskSnapshot {
        TaskSnapshot(
            process: self.process(),
            anchor: TimeAnchor(instant: self.instant(), nanosecondsSince1970: Int64(bitPattern: self.next())),
            totals: self.totals(),
            capacity: self.capacity(),
            drain: self.drain(),
            live: (0..<count).map { _ in self.live() },
            pools: self.list { $0.pool() },
            lateReports: self.next(),
            hostActions: self.list {
                HostAction(
                    id: $0.action(),
                    title: $0.text(),
                    summary: $0.text(),
                    taskName: $0.maybe { $0.text() }
                )
            },
            report: self.maybe { $0.report() }
        )
    }

    mutating func process() -> ProcessDescription {
        ProcessDescription(
            name: self.text(),
            processID: Int32(truncatingIfNeeded: self.next()),
            host: self.text(),
            user: self.text(),
            startedAt: self.instant()
        )
    }

    mutating func command() -> TaskCommand {
        switch self.number(below: 8) {
        case 0: .cancel(self.list { $0.id() })
        case 1: .cancel([self.id()])
        case 2: .drain
        case 3: .force
        case 4: .holdIntake
        case 5: .resumeIntake
        case 6: .setMaximumRunning(self.number(below: .max))
        default: .host(self.action())
        }
    }

    mutating func requester() -> Requester {
        Requester(
            self.text(),
            user: self.maybe { $0.text() },
            processID: self.maybe { Int32(truncatingIfNeeded: $0.next()) }
        )
    }

    // MARK: - Tasks

    private mutating func task() -> TaskDescription {
        TaskDescription(
            id: self.id(),
            name: self.text(),
            priority: UInt8(truncatingIfNeeded: self.next()),
            fields: self.fields(),
            location: self.location(),
            submittedAt: self.instant(),
            timeout: self.maybe { $0.duration() },
            submitter: self.maybe { $0.id() }
        )
    }

    private mutating func live() -> LiveTask {
        let task = self.task()
        return LiveTask(
            task: task,
            state: self.any([.queued, .running, .cancelling]),
            rank: self.small(),
            startedAt: self.maybe { $0.instant() },
            cancellation: self.maybe { $0.cancellation() },
            warnings: self.list { $0.warning() },
            sample: self.sample(of: task.id)
        )
    }

    private mutating func end() -> TaskEnd {
        let id = self.id()
        return TaskEnd(
            id: id,
            rank: self.small(),
            outcome: self.any(TaskOutcome.allCases),
            startedAt: self.maybe { $0.instant() },
            endedAt: self.instant(),
            cancellation: self.maybe { $0.cancellation() },
            errorText: self.maybe { $0.text() },
            sample: self.sample(of: id)
        )
    }

    private mutating func sample(of id: BackgroundTaskID) -> TaskSample {
        TaskSample(
            id: id,
            progress: self.maybe { TaskProgress(fraction: Double($0.number(below: 1_001)) / 1_000, at: $0.instant()) },
            annotations: self.fields(),
            activity: self.maybe { $0.activity() },
            nodes: TaskNodes(self.list { $0.node() }, omitted: self.small(), revision: self.small()),
            deliveredAt: self.maybe { $0.instant() }
        )
    }

    private mutating func activity() -> TaskActivity {
        TaskActivity(
            state: self.any(TaskActivity.State.allCases),
            since: self.instant(),
            wakes: self.next(),
            polls: self.next(),
            tasklessJobs: self.next(),
            busy: self.duration(),
            scheduled: self.duration(),
            onThread: self.duration(),
            ready: self.duration(),
            waiting: self.duration(),
            longestPoll: self.duration(),
            pollLengths: .init(short: self.small(), medium: self.small(), long: self.small(), veryLong: self.small()),
            children: self.maybe { $0.small() }
        )
    }

    private mutating func node() -> TaskNode {
        TaskNode(
            id: self.small(),
            parent: self.small(),
            name: self.text(),
            location: self.location(),
            startedAt: self.instant(),
            endedAt: self.maybe { $0.instant() },
            outcome: self.maybe { $0.any(TaskNode.Outcome.allCases) },
            errorText: self.maybe { $0.text() },
            deliveredAt: self.maybe { $0.instant() },
            isEscaped: self.flag()
        )
    }

    private mutating func cancellation() -> CancellationRequest {
        let cause: CancellationRequest.Cause =
            switch self.number(below: 5) {
            case 0: .person(self.requester())
            case 1: .timeout(self.duration())
            case 2: .drain
            case 3: .parent
            default: .handle
            }
        return CancellationRequest(cause: cause, at: self.instant())
    }

    private mutating func warning() -> TaskWarning {
        TaskWarning(
            id: self.id(),
            kind: self.any([.selfDeadlock, .uncooperative, .blockingHandler]),
            message: self.text(),
            isRaised: self.flag()
        )
    }

    private mutating func line() -> LogLine {
        LogLine(
            level: self.any(LogLine.Level.allCases),
            label: self.text(),
            message: self.text(),
            task: self.maybe { $0.id() }
        )
    }

    private mutating func fields() -> [TaskDescription.Field] {
        self.list { TaskDescription.Field($0.text(), $0.text()) }
    }

    private mutating func location() -> TaskDescription.SourceLocation {
        TaskDescription.SourceLocation(fileID: self.text(), line: UInt(self.number(below: 10_000)))
    }

    // MARK: - The process

    private mutating func capacity() -> Capacity {
        Capacity(
            maximumRunning: self.any([1, 64, .max]),
            maximumQueued: self.any([0, 128, .max]),
            isIntakeHeld: self.flag(),
            callersWaiting: self.number(below: 100)
        )
    }

    private mutating func drain() -> DrainStatus {
        DrainStatus(
            phase: self.any(DrainStatus.Phase.allCases),
            since: self.instant(),
            deadline: self.maybe { $0.instant() },
            forcedExitAfter: self.maybe { $0.duration() },
            requestedBy: self.maybe { $0.requester() },
            requestedAt: self.maybe { $0.instant() }
        )
    }

    private mutating func pool() -> PoolStatus {
        PoolStatus(
            pool: self.flag() ? .library : .global(priority: UInt8(truncatingIfNeeded: self.next())),
            width: self.maybe { $0.number(below: 64) },
            busy: self.maybe { $0.number(below: 64) },
            lag: self.duration(),
            blockedThreads: self.list {
                PoolStatus.BlockedThread(task: $0.maybe { $0.id() }, since: $0.instant())
            },
            blockedSince: self.maybe { $0.instant() }
        )
    }

    private mutating func totals() -> TaskTotals {
        TaskTotals(
            submitted: self.next(),
            succeeded: self.next(),
            failed: self.next(),
            cancelled: self.next(),
            timedOut: self.next(),
            discarded: self.next(),
            rejected: .init(full: self.next(), shuttingDown: self.next(), cancelledWaiting: self.next(), held: self.next())
        )
    }

    private mutating func report() -> DrainReport {
        DrainReport(
            totals: self.totals(),
            draining: self.duration(),
            cancelling: self.duration(),
            requestedBy: self.maybe { $0.requester() },
            failed: self.names(),
            cancelled: self.names(),
            discarded: self.names(),
            uncooperative: self.names(),
            slowest: self.list {
                DrainReport.TimedEntry(id: $0.id(), name: $0.text(), seconds: Double($0.small()) / 1_000)
            },
            alive: self.names(),
            eventsLost: self.next()
        )
    }

    private mutating func names() -> DrainReport.Names {
        let named = self.list { DrainReport.Entry(id: $0.id(), name: $0.text()) }
        return DrainReport.Names(named: named, count: UInt64(named.count + self.number(below: 1_000)))
    }

    // MARK: - Plain values

    private mutating func id() -> BackgroundTaskID { BackgroundTaskID(rawValue: UInt64(1 + self.number(below: .max))) }
    private mutating func small() -> UInt32 { UInt32(truncatingIfNeeded: self.next()) }
    private mutating func flag() -> Bool { self.next() & 1 == 0 }
    private mutating func text() -> String { self.any(self.texts) }
    /// One that can be offered to a viewer.
    private mutating func action() -> HostAction.ID { HostAction.ID(rawValue: self.any(["", "chaos", "🧵 Größe"])) }
    private mutating func duration() -> Duration { .nanoseconds(Int64(self.number(below: .max))) }

    /// Of all times there are, those near zero and those at the ends among them.
    private mutating func instant() -> TaskInstant {
        TaskInstant(
            nanoseconds: self.any([0, 1, -1, .min, .max, Int64(bitPattern: self.next()), Int64(self.number(below: 1_000_000))])
        )
    }

    mutating func number(below limit: Int) -> Int { Int(self.next() % UInt64(limit)) }

    private mutating func any<Value>(_ values: [Value]) -> Value { values[self.number(below: values.count)] }

    private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
        self.flag() ? value(&self) : nil
    }

    private mutating func list<Value>(_ value: (inout Self) -> Value) -> [Value] {
        (0..<self.number(below: 4)).map { _ in value(&self) }
    }
}

extension RandomEvents: RandomNumberGenerator {
    mutating func next() -> UInt64 { self.random.next() }
}
