import BackgroundWorkEvents
import BackgroundWorkSchema

extension BatchDecoder {
    func task(_ task: SchemaTask) -> TaskDescription {
        TaskDescription(
            id: BackgroundTaskID(rawValue: task.id),
            name: self.name(task.name),
            priority: UInt8(clamping: task.priority),
            fields: self.fields(task.fields),
            location: self.location(file: task.file, line: task.line),
            submittedAt: self.instant(task.submittedAt),
            timeout: task.hasTimeout ? .nanoseconds(task.timeout) : nil,
            submitter: self.id(task.submitter)
        )
    }

    /// - Returns: Nil for one in a state that this version does not know.
    func live(_ live: SchemaLiveTask) -> LiveTask? {
        guard let state = live.state.state else { return nil }
        return LiveTask(
            task: self.task(live.task),
            state: state,
            rank: live.rank,
            startedAt: live.hasStartedAt ? self.instant(live.startedAt) : nil,
            cancellation: live.hasCancellation ? self.cancellation(live.cancellation) : nil,
            warnings: live.warnings.compactMap(self.warning),
            sample: self.sample(live.sample)
        )
    }

    /// - Returns: Nil for an outcome that this version does not know.
    func end(_ end: SchemaEnd) -> TaskEnd? {
        guard let outcome = end.outcome.outcome else { return nil }
        let sample = self.sample(end.sample)
        return TaskEnd(
            id: sample.id,
            rank: end.rank,
            outcome: outcome,
            startedAt: end.hasStartedAt ? self.instant(end.startedAt) : nil,
            endedAt: self.instant(end.endedAt),
            cancellation: end.hasCancellation ? self.cancellation(end.cancellation) : nil,
            errorText: self.text(end.error),
            sample: sample
        )
    }

    func cancellation(_ request: SchemaCancellation) -> CancellationRequest? {
        let cause: CancellationRequest.Cause
        switch request.cause {
        case .person: cause = .person(Requester(request.requester))
        case .timeout: cause = .timeout(.nanoseconds(request.timeout))
        case .drain: cause = .drain
        case .parent: cause = .parent
        case .handle: cause = .handle
        case .unknown, .UNRECOGNIZED: return nil
        }
        return CancellationRequest(cause: cause, at: self.instant(request.at))
    }

    func warning(_ warning: SchemaWarning) -> TaskWarning? {
        warning.kind.kind.map {
            TaskWarning(
                id: BackgroundTaskID(rawValue: warning.id),
                kind: $0,
                message: self.name(warning.message),
                isRaised: warning.isRaised
            )
        }
    }

    func log(_ line: SchemaLog) -> LogLine {
        LogLine(
            level: line.level.level,
            label: self.name(line.label),
            message: self.name(line.message),
            task: self.id(line.task)
        )
    }

    func sample(_ sample: SchemaSample) -> TaskSample {
        TaskSample(
            id: BackgroundTaskID(rawValue: sample.id),
            progress: sample.hasProgress && !sample.progress.isNaN
                ? TaskProgress(fraction: sample.progress, at: self.instant(sample.progressAt)) : nil,
            annotations: self.fields(sample.annotations),
            activity: sample.hasActivity ? self.activity(sample.activity) : nil,
            nodes: sample.hasNodes ? self.nodes(sample.nodes) : TaskNodes(),
            deliveredAt: sample.hasDeliveredAt ? self.instant(sample.deliveredAt) : nil
        )
    }

    private func activity(_ activity: SchemaActivity) -> TaskActivity? {
        guard let state = activity.state.state else { return nil }
        let lengths = activity.pollLengths
        func length(_ index: Int) -> UInt32 { lengths.indices.contains(index) ? lengths[index] : 0 }
        return TaskActivity(
            state: state,
            since: self.instant(activity.since),
            wakes: activity.wakes,
            polls: activity.polls,
            tasklessJobs: activity.tasklessJobs,
            busy: .nanoseconds(activity.busy),
            scheduled: .nanoseconds(activity.scheduled),
            onThread: .nanoseconds(activity.onThread),
            ready: .nanoseconds(activity.ready),
            waiting: .nanoseconds(activity.waiting),
            longestPoll: .nanoseconds(activity.longestPoll),
            pollLengths: .init(short: length(0), medium: length(1), long: length(2), veryLong: length(3)),
            children: activity.hasChildren ? activity.children : nil
        )
    }

    private func nodes(_ nodes: SchemaNodes) -> TaskNodes {
        TaskNodes(nodes.listed.prefix(TaskNodes.maximum).map(self.node), omitted: nodes.omitted, revision: nodes.revision)
    }

    private func node(_ node: SchemaNode) -> TaskNode {
        TaskNode(
            id: node.id,
            parent: node.parent,
            name: self.name(node.name),
            location: self.location(file: node.file, line: node.line),
            startedAt: self.instant(node.startedAt),
            endedAt: node.hasEndedAt ? self.instant(node.endedAt) : nil,
            outcome: node.outcome.outcome,
            errorText: self.text(node.error),
            deliveredAt: node.hasDeliveredAt ? self.instant(node.deliveredAt) : nil,
            isEscaped: node.isEscaped
        )
    }

    private func fields(_ fields: [SchemaField]) -> [TaskDescription.Field] {
        fields.prefix(WireLimit.fields).map { TaskDescription.Field(self.name($0.key), self.name($0.value)) }
    }

    private func location(file: UInt32, line: UInt64) -> TaskDescription.SourceLocation {
        TaskDescription.SourceLocation(fileID: self.name(file), line: UInt(clamping: line))
    }

    /// No task has the ID 0.
    private func id(_ rawValue: UInt64) -> BackgroundTaskID? {
        rawValue == 0 ? nil : BackgroundTaskID(rawValue: rawValue)
    }
}
