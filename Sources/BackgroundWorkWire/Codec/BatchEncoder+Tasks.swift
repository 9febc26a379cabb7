import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

extension BatchEncoder {
    mutating func task(_ task: TaskDescription) -> SchemaTask {
        .with {
            $0.id = task.id.rawValue
            $0.submittedAt = self.offset(task.submittedAt)
            $0.name = self.texts.place(of: task.name)
            $0.priority = UInt32(task.priority)
            $0.fields = self.fields(task.fields)
            $0.file = self.texts.place(of: task.location.fileID)
            $0.line = UInt64(task.location.line)
            if let timeout = task.timeout { $0.timeout = timeout.clampedNanoseconds }
            $0.submitter = task.submitter?.rawValue ?? 0
        }
    }

    mutating func live(_ live: LiveTask) -> SchemaLiveTask {
        .with {
            $0.task = self.task(live.task)
            $0.state = .init(live.state)
            $0.rank = live.rank
            if let startedAt = live.startedAt { $0.startedAt = self.offset(startedAt) }
            if let request = live.cancellation { $0.cancellation = self.cancellation(request) }
            $0.warnings = live.warnings.map { self.warning($0) }
            $0.sample = self.sample(live.sample)
        }
    }

    mutating func end(_ end: TaskEnd) -> SchemaEnd {
        .with {
            $0.rank = end.rank
            $0.outcome = .init(end.outcome)
            if let startedAt = end.startedAt { $0.startedAt = self.offset(startedAt) }
            $0.endedAt = self.offset(end.endedAt)
            if let request = end.cancellation { $0.cancellation = self.cancellation(request) }
            $0.error = self.texts.place(of: end.errorText)
            $0.sample = self.sample(end.sample)
            // The sample may be of no task, the end never is.
            $0.sample.id = end.id.rawValue
        }
    }

    func cancellation(_ request: CancellationRequest) -> SchemaCancellation {
        .with {
            $0.at = self.offset(request.at)
            switch request.cause {
            case .person(let requester):
                $0.cause = .person
                $0.requester = .init(requester)
            case .timeout(let timeout):
                $0.cause = .timeout
                $0.timeout = timeout.clampedNanoseconds
            case .drain: $0.cause = .drain
            case .parent: $0.cause = .parent
            case .handle: $0.cause = .handle
            }
        }
    }

    mutating func warning(_ warning: TaskWarning) -> SchemaWarning {
        .with {
            $0.id = warning.id.rawValue
            $0.kind = .init(warning.kind)
            $0.message = self.texts.place(of: warning.message)
            $0.isRaised = warning.isRaised
        }
    }

    mutating func log(_ line: LogLine) -> SchemaLog {
        .with {
            $0.level = .init(line.level)
            $0.label = self.texts.place(of: line.label)
            $0.message = self.texts.place(of: line.message)
            $0.task = line.task?.rawValue ?? 0
        }
    }

    private mutating func fields(_ fields: [TaskDescription.Field]) -> [SchemaField] {
        fields.prefix(WireLimit.fields).map { field in
            .with {
                $0.key = self.texts.place(of: field.key)
                $0.value = self.texts.place(of: field.value)
            }
        }
    }

    mutating func sample(_ sample: TaskSample) -> SchemaSample {
        .with {
            $0.id = sample.id.rawValue
            if let progress = sample.progress {
                $0.progress = progress.fraction
                $0.progressAt = self.offset(progress.at)
            }
            $0.annotations = self.fields(sample.annotations)
            if let activity = sample.activity { $0.activity = self.activity(activity) }
            if sample.nodes != TaskNodes() { $0.nodes = self.nodes(sample.nodes) }
            if let deliveredAt = sample.deliveredAt { $0.deliveredAt = self.offset(deliveredAt) }
        }
    }

    private func activity(_ activity: TaskActivity) -> SchemaActivity {
        .with {
            $0.state = .init(activity.state)
            $0.since = self.offset(activity.since)
            $0.wakes = activity.wakes
            $0.polls = activity.polls
            $0.tasklessJobs = activity.tasklessJobs
            $0.busy = activity.busy.clampedNanoseconds
            $0.scheduled = activity.scheduled.clampedNanoseconds
            $0.onThread = activity.onThread.clampedNanoseconds
            $0.ready = activity.ready.clampedNanoseconds
            $0.waiting = activity.waiting.clampedNanoseconds
            $0.longestPoll = activity.longestPoll.clampedNanoseconds
            let lengths = activity.pollLengths
            $0.pollLengths = [lengths.short, lengths.medium, lengths.long, lengths.veryLong]
            if let children = activity.children { $0.children = children }
        }
    }

    private mutating func nodes(_ nodes: TaskNodes) -> SchemaNodes {
        .with {
            $0.listed = nodes.listed.map { self.node($0) }
            $0.omitted = nodes.omitted
            $0.revision = nodes.revision
        }
    }

    private mutating func node(_ node: TaskNode) -> SchemaNode {
        .with {
            $0.id = node.id
            $0.parent = node.parent
            $0.name = self.texts.place(of: node.name)
            $0.file = self.texts.place(of: node.location.fileID)
            $0.line = UInt64(node.location.line)
            $0.startedAt = self.offset(node.startedAt)
            if let endedAt = node.endedAt { $0.endedAt = self.offset(endedAt) }
            if let outcome = node.outcome { $0.outcome = .init(outcome) }
            $0.error = self.texts.place(of: node.errorText)
            if let deliveredAt = node.deliveredAt { $0.deliveredAt = self.offset(deliveredAt) }
            $0.isEscaped = node.isEscaped
        }
    }
}
