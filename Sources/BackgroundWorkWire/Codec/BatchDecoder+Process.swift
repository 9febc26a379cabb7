import BackgroundWorkEvents
import BackgroundWorkSchema

extension BatchDecoder {
    /// - Parameter live: The tasks that have come with it and behind it.
    func snapshot(_ snapshot: SchemaSnapshot, live: [LiveTask]) -> TaskSnapshot {
        TaskSnapshot(
            process: self.process(snapshot.process),
            anchor: TimeAnchor(
                instant: self.instant(snapshot.anchorInstant),
                nanosecondsSince1970: snapshot.anchorSince1970
            ),
            totals: TaskTotals(snapshot.totals),
            capacity: Capacity(snapshot.capacity),
            // A phase that is not known here can only be one on the way to the end.
            drain: self.drain(snapshot.drain) ?? DrainStatus(phase: .draining, since: self.instant(snapshot.drain.since)),
            live: live,
            pools: snapshot.pools.map(self.pool),
            lateReports: snapshot.lateReports,
            hostActions: snapshot.hostActions.map {
                HostAction(
                    id: HostAction.ID(rawValue: $0.id),
                    title: self.name($0.title),
                    summary: self.name($0.summary),
                    taskName: self.text($0.taskName)
                )
            },
            report: snapshot.hasReport ? DrainReport(snapshot.report) : nil
        )
    }

    func process(_ process: SchemaProcess) -> ProcessDescription {
        ProcessDescription(
            name: process.name,
            processID: process.processID,
            host: process.host,
            user: process.user,
            startedAt: self.instant(process.startedAt)
        )
    }

    func drain(_ drain: SchemaDrain) -> DrainStatus? {
        guard let phase = drain.phase.phase else { return nil }
        return DrainStatus(
            phase: phase,
            since: self.instant(drain.since),
            deadline: drain.hasDeadline ? self.instant(drain.deadline) : nil,
            forcedExitAfter: drain.hasForcedExitAfter ? .nanoseconds(drain.forcedExitAfter) : nil,
            requestedBy: drain.hasRequestedBy ? Requester(drain.requestedBy) : nil,
            requestedAt: drain.hasRequestedAt ? self.instant(drain.requestedAt) : nil
        )
    }

    func pool(_ pool: SchemaPool) -> PoolStatus {
        PoolStatus(
            pool: pool.hasGlobalPriority ? .global(priority: UInt8(clamping: pool.globalPriority)) : .library,
            width: pool.hasWidth ? Int(pool.width) : nil,
            busy: pool.hasBusy ? Int(pool.busy) : nil,
            lag: .nanoseconds(pool.lag),
            blockedThreads: pool.blockedThreads.map {
                PoolStatus.BlockedThread(
                    task: $0.task == 0 ? nil : BackgroundTaskID(rawValue: $0.task),
                    since: self.instant($0.since)
                )
            },
            blockedSince: pool.hasBlockedSince ? self.instant(pool.blockedSince) : nil
        )
    }
}

// What has neither instants nor texts of the batch.

extension Requester {
    init(_ requester: SchemaRequester) {
        self.init(
            requester.name.cut(to: .name),
            user: requester.hasUser ? requester.user.cut(to: .name) : nil,
            processID: requester.hasProcessID ? requester.processID : nil
        )
    }
}

extension TaskTotals {
    init(_ totals: SchemaTotals) {
        self.init(
            submitted: totals.submitted,
            succeeded: totals.succeeded,
            failed: totals.failed,
            cancelled: totals.cancelled,
            timedOut: totals.timedOut,
            discarded: totals.discarded,
            rejected: Rejections(
                full: totals.rejectedFull,
                shuttingDown: totals.rejectedShuttingDown,
                cancelledWaiting: totals.rejectedCancelledWaiting,
                held: totals.rejectedHeld
            )
        )
    }
}

extension Capacity {
    init(_ capacity: SchemaCapacity) {
        self.init(
            maximumRunning: Int(capacity.maximumRunning),
            maximumQueued: Int(capacity.maximumQueued),
            isIntakeHeld: capacity.isIntakeHeld,
            callersWaiting: Int(capacity.callersWaiting)
        )
    }
}

extension AuditEntry {
    init?(_ entry: SchemaAudit) {
        guard let command = TaskCommand(entry.command) else { return nil }
        self.init(
            requester: Requester(entry.requester),
            command: command,
            result: entry.result,
            wasRefused: entry.wasRefused
        )
    }
}

extension TaskCommand {
    /// - Returns: Nil for what this version does not know, and for an action that nobody can have been offered.
    init?(_ command: SchemaCommand) {
        switch command.kind {
        case .cancel(let cancel): self = .cancel(cancel.ids.prefix(Self.maximumCancelled).map(BackgroundTaskID.init(rawValue:)))
        case .drain: self = .drain
        case .force: self = .force
        case .holdIntake: self = .holdIntake
        case .resumeIntake: self = .resumeIntake
        case .maximumRunning(let limit): self = .setMaximumRunning(Int(limit))
        case .host(let id):
            let action = HostAction.ID(rawValue: id)
            guard action.isSendable else { return nil }
            self = .host(action)
        case nil: return nil
        }
    }
}

extension DrainReport {
    init(_ report: SchemaReport) {
        self.init(
            totals: TaskTotals(report.totals),
            draining: .nanoseconds(report.draining),
            cancelling: .nanoseconds(report.cancelling),
            requestedBy: report.hasRequestedBy ? Requester(report.requestedBy) : nil,
            failed: Names(report.failed),
            cancelled: Names(report.cancelled),
            discarded: Names(report.discarded),
            uncooperative: Names(report.uncooperative),
            slowest: report.slowest.prefix(Names.maximumNamed).map {
                TimedEntry(id: BackgroundTaskID(rawValue: $0.id), name: $0.name, seconds: $0.seconds)
            },
            alive: Names(report.alive),
            eventsLost: report.eventsLost
        )
    }
}

extension DrainReport.Names {
    init(_ names: SchemaReport.Names) {
        self.init(
            named: names.named.map { DrainReport.Entry(id: BackgroundTaskID(rawValue: $0.id), name: $0.name) },
            count: names.count
        )
    }
}
