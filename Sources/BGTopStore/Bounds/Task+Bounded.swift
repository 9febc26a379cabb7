import BackgroundWorkEvents

// What is told of a task.

extension TaskDescription: Bounded {
    var isBounded: Bool {
        self.name.isWithin(.name) && self.fields.areBounded && self.location.isBounded
    }

    var cut: Self {
        Self(
            id: self.id,
            name: self.name.cut(to: .name),
            priority: self.priority,
            fields: self.fields.cutFields,
            location: self.location.bounded,
            submittedAt: self.submittedAt,
            timeout: self.timeout,
            submitter: self.submitter
        )
    }
}

extension TaskDescription.SourceLocation: Bounded {
    /// A literal is as long as somebody wrote it, and is kept once for all.
    var isBounded: Bool { self.isLiteral || self.fileID.isWithin(.name) }
    var cut: Self { Self(fileID: self.fileID.cut(to: .name), line: self.line) }
}

extension [TaskDescription.Field] {
    var areBounded: Bool {
        self.count <= TextLimit.fields && self.allSatisfy { $0.key.isWithin(.name) && $0.value.isWithin(.value) }
    }

    var cutFields: Self {
        var fields = self.prefix(TextLimit.fields).map { Element($0.key.cut(to: .name), $0.value.cut(to: .value)) }
        if self.count > fields.count {
            fields[fields.count - 1] = Element("…", "\((self.count - fields.count + 1).prose) more")
        }
        return fields
    }
}

extension TaskSample: Bounded {
    var isBounded: Bool { self.annotations.areBounded && self.nodes.isBounded }

    var cut: Self {
        Self(
            id: self.id,
            progress: self.progress,
            annotations: self.annotations.cutFields,
            activity: self.activity,
            nodes: self.nodes.bounded,
            deliveredAt: self.deliveredAt
        )
    }
}

extension TaskNodes: Bounded {
    var isBounded: Bool { self.listed.count <= Self.maximum && self.listed.isBounded }

    var cut: Self {
        let listed = self.listed.prefix(Self.maximum).map(\.bounded)
        let more = UInt32(clamping: self.listed.count - listed.count)
        return Self(listed, omitted: self.omitted &+ more, revision: self.revision)
    }
}

extension TaskNode: Bounded {
    var isBounded: Bool { self.name.isWithin(.name) && self.location.isBounded && self.errorText.isWithin(.prose) }

    var cut: Self {
        Self(
            id: self.id,
            parent: self.parent,
            name: self.name.cut(to: .name),
            location: self.location.bounded,
            startedAt: self.startedAt,
            endedAt: self.endedAt,
            outcome: self.outcome,
            errorText: self.errorText.cut(to: .prose),
            deliveredAt: self.deliveredAt,
            isEscaped: self.isEscaped
        )
    }
}

extension TaskEnd: Bounded {
    var isBounded: Bool { self.errorText.isWithin(.prose) && self.cancellation.isBounded && self.sample.isBounded }

    var cut: Self {
        Self(
            id: self.id,
            rank: self.rank,
            outcome: self.outcome,
            startedAt: self.startedAt,
            endedAt: self.endedAt,
            cancellation: self.cancellation.bounded,
            errorText: self.errorText.cut(to: .prose),
            sample: self.sample.bounded
        )
    }
}

extension LiveTask: Bounded {
    var isBounded: Bool {
        self.task.isBounded && self.cancellation.isBounded && self.warnings.isBounded && self.sample.isBounded
    }

    var cut: Self {
        Self(
            task: self.task.bounded,
            state: self.state,
            rank: self.rank,
            startedAt: self.startedAt,
            cancellation: self.cancellation.bounded,
            warnings: self.warnings.bounded,
            sample: self.sample.bounded
        )
    }
}

extension TaskWarning: Bounded {
    var isBounded: Bool { self.message.isWithin(.prose) }
    var cut: Self { Self(id: self.id, kind: self.kind, message: self.message.cut(to: .prose), isRaised: self.isRaised) }
}
