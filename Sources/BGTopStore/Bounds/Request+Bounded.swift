import BackgroundWorkEvents

// What is told of who asked for what, and of what was said.

extension Requester: Bounded {
    var isBounded: Bool { self.name.isWithin(.name) && self.user.isWithin(.name) }
    var cut: Self { Self(self.name.cut(to: .name), user: self.user.cut(to: .name), processID: self.processID) }
}

extension CancellationRequest: Bounded {
    var isBounded: Bool {
        if case .person(let requester) = self.cause { requester.isBounded } else { true }
    }

    var cut: Self {
        guard case .person(let requester) = self.cause else { return self }
        return Self(cause: .person(requester.bounded), at: self.at)
    }
}

extension AuditEntry: Bounded {
    var isBounded: Bool { self.requester.isBounded && self.command.isBounded && self.result.isWithin(.prose) }

    var cut: Self {
        Self(
            requester: self.requester.bounded,
            command: self.command.bounded,
            result: self.result.cut(to: .prose),
            wasRefused: self.wasRefused
        )
    }
}

extension TaskCommand: Bounded {
    var isBounded: Bool {
        if case .host(let action) = self { action.rawValue.isWithin(.name) } else { true }
    }

    /// What was asked is told and not asked again: here the ID of an action is a name as any other.
    var cut: Self {
        guard case .host(let action) = self else { return self }
        return .host(HostAction.ID(rawValue: action.rawValue.cut(to: .name)))
    }
}

extension LogLine: Bounded {
    var isBounded: Bool { self.label.isWithin(.name) && self.message.isWithin(.prose) }

    var cut: Self {
        Self(level: self.level, label: self.label.cut(to: .name), message: self.message.cut(to: .prose), task: self.task)
    }
}

extension Interruption: Bounded {
    var isBounded: Bool { self.reason.isWithin(.prose) }
    var cut: Self { Self(reason: self.reason.cut(to: .prose), isRetrying: self.isRetrying) }
}
