public import BackgroundWorkEvents

extension TaskStore {
    /// The live rows in ID order.
    public var live: LiveRows { self.table.rows }

    /// The last rows that ended, the last to end first. Successes and the rest have bounds of their own (``Retention``).
    public var finished: FinishedRows {
        FinishedRows(succeeded: self.ended.succeeded, unsuccessful: self.ended.unsuccessful)
    }

    /// As ``finished``, without those that succeeded.
    public var unsuccessful: FinishedRows {
        FinishedRows(unsuccessful: self.ended.unsuccessful)
    }

    /// Finished rows that were seen and have been forgotten.
    public var finishedEvicted: UInt64 { self.ended.evicted }

    /// The row of a task that lives, or has ended and is not forgotten; nil for any other.
    public func row(_ id: BackgroundTaskID) -> TaskRow? {
        self.table[id] ?? self.ended.row(id)
    }

    /// One for each task name that was seen, in the order in which they were.
    public var names: [NameSummary] {
        let span = self.span
        return self.nameTable.statistics.map { $0.summary(over: span) }
    }

    /// The names alone of ``names``, without a figure having to be made.
    public var seenNames: some Sequence<String> {
        self.nameTable.statistics.lazy.map(\.name)
    }

    /// From when on ``rates`` are any; nil before the first snapshot. In less than a second nobody can tell what happens in one.
    public var ratesKnownFrom: TaskInstant? { self.watchedSince?.advanced(by: .seconds(1)) }

    /// How much happens, over the last minute.
    public var rates: Rates {
        self.windows.rates(over: self.span, oldestWait: self.oldestQueued?.waited(at: self.now))
    }

    /// What is refused a second, on average over ``WarningThresholds/refusalsWithin``: so late that it tells what goes on. The
    /// headline's figure, and the only one that may stand beside it.
    package var refusedPerSecond: Double {
        self.span(ofLast: self.thresholds.refusalSeconds).perSecond(self.refusedLately)
    }

    /// What was refused within that time, for whatever reason.
    var refusedLately: UInt64 { self.refused(inLast: self.thresholds.refusalSeconds) }

    /// What was refused in the second that runs now and in so many before it, for whatever reason.
    func refused(inLast seconds: Int64) -> UInt64 {
        RejectionReason.allCases.reduce(0) { $0 + self.windows.refusals.count(of: $1, inLast: seconds) }
    }

    /// Who had the queue when something of that was refused for want of room: the largest of those.
    var crowdOfRefusals: QueueCrowd? { self.watch.crowd(since: self.startOfRefusals(at: self.now)) }

    /// From when on what is refused counts as ``refusedLately`` at an instant.
    func startOfRefusals(at instant: TaskInstant) -> TaskInstant {
        instant.beginningOfSecond.advanced(by: .seconds(-self.thresholds.refusalSeconds))
    }

    /// Which of the queued starts when `id` does, the next being the first: the urgent before the others, and the older before
    /// the younger. Nil for a task that is not queued.
    public func queuePosition(of id: BackgroundTaskID) -> Int? {
        guard let row = self.table[id], row.state == .queued else { return nil }
        return 1
            + self.live.lazy.count { other in
                other.state == .queued
                    && (other.task.priority > row.task.priority || (other.task.priority == row.task.priority && other.id < id))
            }
    }

    /// As ``queuePosition(of:)`` for several tasks, in one pass through the live rows. What is not queued has none.
    public func queuePositions(of ids: Set<BackgroundTaskID>) -> [BackgroundTaskID: Int] {
        guard ids.contains(where: { self.table[$0]?.state == .queued }) else { return [:] }
        var positions: [BackgroundTaskID: Int] = [:]
        var order = QueueOrder(self.live)
        for row in self.live where row.state == .queued {
            let position = order.position(of: row)
            guard ids.contains(row.id) else { continue }
            positions[row.id] = position
            if positions.count == ids.count { break }
        }
        return positions
    }

    /// What lives of a task and of all that was submitted from within it, at any depth, the oldest first; as far as it is known who
    /// submitted whom.
    package func liveSubtree(of id: BackgroundTaskID) -> [BackgroundTaskID] {
        // A task is older than whatever it submits, so that one pass from the oldest to the youngest finds every generation.
        let live = self.live
        var ended = self.ended.submissions(after: id).makeIterator()
        var nextEnded = ended.next()
        var found: Set = [id]
        var subtree = live.position(of: id) == nil ? [] : [id]
        for position in live.indices {
            let child = live.ids[position]
            guard child > id, let submitter = live[position].task.submitter else { continue }
            // One that has ended is not listed, but connects what it submitted to its own submitter.
            while let next = nextEnded, next.child < child {
                if found.contains(next.submitter) { found.insert(next.child) }
                nextEnded = ended.next()
            }
            guard found.contains(submitter) else { continue }
            found.insert(child)
            subtree.append(child)
        }
        return subtree
    }

    /// What tasks of this name failed with most often in the last minute; nil where that is not known, or nothing in particular.
    func mostFrequentFailure(of name: String) -> String? {
        self.ended.mostFrequentFailure(of: name, since: self.now.advanced(by: .seconds(-60)))
    }

    /// The queued task that was submitted first.
    var oldestQueued: TaskRow? {
        self.queued > 0 ? self.live.first { $0.state == .queued } : nil
    }
}
