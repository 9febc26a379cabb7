import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

extension BatchEncoder {
    /// - Parameters:
    ///   - live: Those of the snapshot's tasks that are sent with it.
    ///   - isContinued: Whether more of them follow.
    mutating func snapshot(_ snapshot: TaskSnapshot, live: ArraySlice<LiveTask>, isContinued: Bool) -> SchemaSnapshot {
        .with {
            $0.process = self.process(snapshot.process)
            $0.anchorInstant = self.offset(snapshot.anchor.instant)
            $0.anchorSince1970 = snapshot.anchor.nanosecondsSince1970
            $0.totals = .init(snapshot.totals)
            $0.capacity = .init(snapshot.capacity)
            $0.drain = self.drain(snapshot.drain)
            $0.pools = snapshot.pools.map { self.pool($0) }
            $0.lateReports = snapshot.lateReports
            $0.hostActions = snapshot.hostActions.filter(\.id.isSendable).map { action in
                .with {
                    $0.id = action.id.rawValue
                    $0.title = self.texts.place(of: action.title)
                    $0.summary = self.texts.place(of: action.summary)
                    if let taskName = action.taskName { $0.taskName = self.texts.place(of: taskName) }
                }
            }
            if let report = snapshot.report { $0.report = .init(report) }
            $0.live = live.map { self.live($0) }
            $0.isContinued = isContinued
        }
    }

    func process(_ process: ProcessDescription) -> SchemaProcess {
        .with {
            $0.name = process.name.cut(to: .name)
            $0.processID = process.processID
            $0.host = process.host.cut(to: .name)
            $0.user = process.user.cut(to: .name)
            $0.startedAt = self.offset(process.startedAt)
        }
    }

    func drain(_ drain: DrainStatus) -> SchemaDrain {
        .with {
            $0.phase = .init(drain.phase)
            $0.since = self.offset(drain.since)
            if let deadline = drain.deadline { $0.deadline = self.offset(deadline) }
            if let duration = drain.forcedExitAfter { $0.forcedExitAfter = duration.clampedNanoseconds }
            if let requester = drain.requestedBy { $0.requestedBy = .init(requester) }
            if let requestedAt = drain.requestedAt { $0.requestedAt = self.offset(requestedAt) }
        }
    }

    func pool(_ pool: PoolStatus) -> SchemaPool {
        .with {
            if case .global(let priority) = pool.pool { $0.globalPriority = UInt32(priority) }
            if let width = pool.width { $0.width = Int64(width) }
            if let busy = pool.busy { $0.busy = Int64(busy) }
            $0.lag = pool.lag.clampedNanoseconds
            $0.blockedThreads = pool.blockedThreads.map { thread in
                .with {
                    $0.task = thread.task?.rawValue ?? 0
                    $0.since = self.offset(thread.since)
                }
            }
            if let since = pool.blockedSince { $0.blockedSince = self.offset(since) }
        }
    }
}

// What has neither instants nor texts of the batch.

extension SchemaRequester {
    init(_ requester: Requester) {
        self.init()
        self.name = requester.name.cut(to: .name)
        if let user = requester.user { self.user = user.cut(to: .name) }
        if let processID = requester.processID { self.processID = processID }
    }
}

extension SchemaTotals {
    init(_ totals: TaskTotals) {
        self.init()
        self.submitted = totals.submitted
        self.succeeded = totals.succeeded
        self.failed = totals.failed
        self.cancelled = totals.cancelled
        self.timedOut = totals.timedOut
        self.discarded = totals.discarded
        self.rejectedFull = totals.rejected.full
        self.rejectedShuttingDown = totals.rejected.shuttingDown
        self.rejectedCancelledWaiting = totals.rejected.cancelledWaiting
        self.rejectedHeld = totals.rejected.held
    }
}

extension SchemaCapacity {
    init(_ capacity: Capacity) {
        self.init()
        self.maximumRunning = Int64(capacity.maximumRunning)
        self.maximumQueued = Int64(capacity.maximumQueued)
        self.isIntakeHeld = capacity.isIntakeHeld
        self.callersWaiting = Int64(capacity.callersWaiting)
    }
}

extension SchemaAudit {
    init(_ entry: AuditEntry) {
        self.init()
        self.requester = .init(entry.requester)
        self.command = .init(entry.command)
        self.result = entry.result.cut(to: .text)
        self.wasRefused = entry.wasRefused
    }
}

extension TaskCommand {
    /// So many tasks fit into a frame, whatever their IDs. Who wants more cancelled asks more than once.
    package static let maximumCancelled = 50_000
}

extension HostAction.ID {
    /// By a part of it, or by another text, nobody would know the action: one whose ID is too long, or no line of a log, is not
    /// offered.
    var isSendable: Bool { self.rawValue.isWithin(.name) && !self.rawValue.hasControls }
}

extension SchemaCommand {
    init(_ command: TaskCommand) {
        self.init()
        self.kind =
            switch command {
            case .cancel(let ids): .cancel(.with { $0.ids = ids.prefix(TaskCommand.maximumCancelled).map(\.rawValue) })
            case .drain: .drain(.init())
            case .force: .force(.init())
            case .holdIntake: .holdIntake(.init())
            case .resumeIntake: .resumeIntake(.init())
            case .setMaximumRunning(let limit): .maximumRunning(Int64(limit))
            // Only of what was asked in the process itself can it be another text: it is told, and not asked again.
            case .host(let id): .host(id.rawValue.inOneLine.cut(to: .name))
            }
    }
}

extension SchemaReport {
    init(_ report: DrainReport) {
        self.init()
        self.totals = .init(report.totals)
        self.draining = report.draining.clampedNanoseconds
        self.cancelling = report.cancelling.clampedNanoseconds
        if let requester = report.requestedBy { self.requestedBy = .init(requester) }
        self.failed = .init(report.failed)
        self.cancelled = .init(report.cancelled)
        self.discarded = .init(report.discarded)
        self.uncooperative = .init(report.uncooperative)
        self.slowest = report.slowest.map { entry in
            .with {
                $0.id = entry.id.rawValue
                $0.name = entry.name.cut(to: .name)
                $0.seconds = entry.seconds
            }
        }
        self.alive = .init(report.alive)
        self.eventsLost = report.eventsLost
    }
}

extension SchemaReport.Names {
    init(_ names: DrainReport.Names) {
        self.init()
        self.named = names.named.map { entry in
            .with {
                $0.id = entry.id.rawValue
                $0.name = entry.name.cut(to: .name)
            }
        }
        self.count = names.count
    }
}
