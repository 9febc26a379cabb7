import BackgroundWorkEvents

// What events consist of.

extension Spoiler {
    mutating func spoil(_ task: TaskDescription) -> TaskDescription {
        TaskDescription(
            id: task.id,
            name: self.spoil(task.name),
            priority: task.priority,
            fields: self.spoil(task.fields),
            location: self.spoil(task.location),
            submittedAt: task.submittedAt,
            timeout: task.timeout,
            submitter: task.submitter
        )
    }

    mutating func spoil(_ sample: TaskSample) -> TaskSample {
        TaskSample(
            id: sample.id,
            progress: sample.progress,
            annotations: self.spoil(sample.annotations),
            activity: sample.activity,
            nodes: TaskNodes(
                sample.nodes.listed.map { self.spoil($0) },
                omitted: sample.nodes.omitted,
                revision: sample.nodes.revision
            ),
            deliveredAt: sample.deliveredAt
        )
    }

    mutating func spoil(_ end: TaskEnd) -> TaskEnd {
        TaskEnd(
            id: end.id,
            rank: end.rank,
            outcome: end.outcome,
            startedAt: end.startedAt,
            endedAt: end.endedAt,
            cancellation: end.cancellation.map { self.spoil($0) },
            errorText: self.spoil(end.errorText),
            sample: self.spoil(end.sample)
        )
    }

    mutating func spoil(_ warning: TaskWarning) -> TaskWarning {
        TaskWarning(id: warning.id, kind: warning.kind, message: self.spoil(warning.message), isRaised: warning.isRaised)
    }

    mutating func spoil(_ entry: AuditEntry) -> AuditEntry {
        AuditEntry(
            requester: self.spoil(entry.requester),
            command: self.spoil(entry.command),
            result: self.spoil(entry.result),
            wasRefused: entry.wasRefused
        )
    }

    mutating func spoil(_ line: LogLine) -> LogLine {
        LogLine(level: line.level, label: self.spoil(line.label), message: self.spoil(line.message), task: line.task)
    }

    mutating func spoil(_ request: CancellationRequest) -> CancellationRequest {
        guard case .person(let requester) = request.cause else { return request }
        return CancellationRequest(cause: .person(self.spoil(requester)), at: request.at)
    }

    mutating func spoil(_ drain: DrainStatus) -> DrainStatus {
        DrainStatus(
            phase: drain.phase,
            since: drain.since,
            deadline: drain.deadline,
            forcedExitAfter: drain.forcedExitAfter,
            requestedBy: drain.requestedBy.map { self.spoil($0) },
            requestedAt: drain.requestedAt
        )
    }

    mutating func spoil(_ report: DrainReport) -> DrainReport {
        DrainReport(
            totals: report.totals,
            draining: report.draining,
            cancelling: report.cancelling,
            requestedBy: report.requestedBy.map { self.spoil($0) },
            failed: self.spoil(report.failed),
            cancelled: self.spoil(report.cancelled),
            discarded: self.spoil(report.discarded),
            uncooperative: self.spoil(report.uncooperative),
            slowest: report.slowest.map { .init(id: $0.id, name: self.spoil($0.name), seconds: $0.seconds) },
            alive: self.spoil(report.alive),
            eventsLost: report.eventsLost
        )
    }

    mutating func spoil(_ snapshot: TaskSnapshot) -> TaskSnapshot {
        TaskSnapshot(
            process: ProcessDescription(
                name: self.spoil(snapshot.process.name),
                processID: snapshot.process.processID,
                host: self.spoil(snapshot.process.host),
                user: self.spoil(snapshot.process.user),
                startedAt: snapshot.process.startedAt
            ),
            anchor: snapshot.anchor,
            totals: snapshot.totals,
            capacity: snapshot.capacity,
            drain: self.spoil(snapshot.drain),
            live: snapshot.live.map { self.spoil($0) },
            pools: snapshot.pools,
            lateReports: snapshot.lateReports,
            hostActions: snapshot.hostActions.map { action in
                HostAction(
                    id: .init(rawValue: self.spoil(action.id.rawValue)),
                    title: self.spoil(action.title),
                    summary: self.spoil(action.summary),
                    taskName: action.taskName.map { self.spoil($0) }
                )
            },
            report: snapshot.report.map { self.spoil($0) }
        )
    }

    private mutating func spoil(_ live: LiveTask) -> LiveTask {
        LiveTask(
            task: self.spoil(live.task),
            state: live.state,
            rank: live.rank,
            startedAt: live.startedAt,
            cancellation: live.cancellation.map { self.spoil($0) },
            warnings: live.warnings.map { self.spoil($0) },
            sample: self.spoil(live.sample)
        )
    }

    private mutating func spoil(_ node: TaskNode) -> TaskNode {
        TaskNode(
            id: node.id,
            parent: node.parent,
            name: self.spoil(node.name),
            location: self.spoil(node.location),
            startedAt: node.startedAt,
            endedAt: node.endedAt,
            outcome: node.outcome,
            errorText: self.spoil(node.errorText),
            deliveredAt: node.deliveredAt,
            isEscaped: node.isEscaped
        )
    }

    private mutating func spoil(_ command: TaskCommand) -> TaskCommand {
        guard case .host(let action) = command else { return command }
        return .host(.init(rawValue: self.spoil(action.rawValue)))
    }

    private mutating func spoil(_ requester: Requester) -> Requester {
        Requester(self.spoil(requester.name), user: self.spoil(requester.user), processID: requester.processID)
    }

    private mutating func spoil(_ location: TaskDescription.SourceLocation) -> TaskDescription.SourceLocation {
        .init(fileID: self.spoil(location.fileID), line: location.line)
    }

    private mutating func spoil(_ fields: [TaskDescription.Field]) -> [TaskDescription.Field] {
        // The route a task came from is found by its key, and is worth an attack of its own.
        fields.map { .init($0.key == TaskDescription.Field.origin ? $0.key : self.spoil($0.key), self.spoil($0.value)) }
    }

    private mutating func spoil(_ names: DrainReport.Names) -> DrainReport.Names {
        names.named.reduce(into: .init()) { $0.append(.init(id: $1.id, name: self.spoil($1.name))) }
    }
}
