import BackgroundWorkEvents

// What is told of the process.

extension TaskSnapshot: Bounded {
    var isBounded: Bool {
        self.process.isBounded && self.drain.isBounded && self.live.isBounded && self.hostActions.isBounded
            && self.report.isBounded
    }

    var cut: Self {
        Self(
            process: self.process.bounded,
            anchor: self.anchor,
            totals: self.totals,
            capacity: self.capacity,
            drain: self.drain.bounded,
            live: self.live.bounded,
            pools: self.pools,
            lateReports: self.lateReports,
            hostActions: self.hostActions.bounded,
            report: self.report.bounded
        )
    }
}

extension ProcessDescription: Bounded {
    var isBounded: Bool { self.name.isWithin(.name) && self.host.isWithin(.name) && self.user.isWithin(.name) }

    var cut: Self {
        Self(
            name: self.name.cut(to: .name),
            processID: self.processID,
            host: self.host.cut(to: .name),
            user: self.user.cut(to: .name),
            startedAt: self.startedAt
        )
    }
}

extension HostAction: Bounded {
    var isBounded: Bool { self.title.isWithin(.name) && self.summary.isWithin(.prose) && self.taskName.isWithin(.name) }

    var cut: Self {
        // The ID stays: by another one the process would not know the action.
        Self(
            id: self.id,
            title: self.title.cut(to: .name),
            summary: self.summary.cut(to: .prose),
            taskName: self.taskName.cut(to: .name)
        )
    }
}

extension DrainStatus: Bounded {
    var isBounded: Bool { self.requestedBy.isBounded }

    var cut: Self {
        Self(
            phase: self.phase,
            since: self.since,
            deadline: self.deadline,
            forcedExitAfter: self.forcedExitAfter,
            requestedBy: self.requestedBy.bounded,
            requestedAt: self.requestedAt
        )
    }
}

extension DrainReport: Bounded {
    var isBounded: Bool {
        let lists = [self.failed, self.cancelled, self.discarded, self.uncooperative, self.alive]
        return self.requestedBy.isBounded && lists.isBounded && self.slowest.allSatisfy { $0.name.isWithin(.name) }
    }

    var cut: Self {
        Self(
            totals: self.totals,
            draining: self.draining,
            cancelling: self.cancelling,
            requestedBy: self.requestedBy.bounded,
            failed: self.failed.bounded,
            cancelled: self.cancelled.bounded,
            discarded: self.discarded.bounded,
            uncooperative: self.uncooperative.bounded,
            slowest: self.slowest.map { TimedEntry(id: $0.id, name: $0.name.cut(to: .name), seconds: $0.seconds) },
            alive: self.alive.bounded,
            eventsLost: self.eventsLost
        )
    }
}

extension DrainReport.Names: Bounded {
    var isBounded: Bool { self.named.allSatisfy { $0.name.isWithin(.name) } }

    var cut: Self {
        let named = self.named.map { DrainReport.Entry(id: $0.id, name: $0.name.cut(to: .name)) }
        return Self(named: named, count: self.count)
    }
}
