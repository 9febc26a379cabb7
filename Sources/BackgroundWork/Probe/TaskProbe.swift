import BackgroundWorkEvents
import Synchronization

/// What is seen of a task while it runs, and what it says of itself. Part of its record; safe to use from any thread.
///
/// What comes after the task's end is ignored: the last word on it has been spoken.
struct TaskProbe: ~Copyable, Sendable {
    // Private in spirit: Swift 6.3.1 fails to compile a private type in a structure that another file stores inline.
    struct State {
        /// Nil before the first job.
        var meter: ActivityMeter?
        /// Nil for the many that say nothing and have no children.
        var notes: Notes?
        var isOver = false

        /// A job of somebody else's than the task itself was enqueued on its behalf.
        mutating func count(_ kind: JobKind) {
            _ = self.note { notes in
                switch kind {
                case .task(let number): _ = notes.children.insert(number)
                case .unreadable: notes.hasUnreadableChildren = true
                case .taskless: break
                }
            }
            guard let notes = self.notes else { return }
            self.meter?.setChildren(notes.hasUnreadableChildren ? nil : notes.children.count)
        }

        /// Changes the notes of a task that lives.
        mutating func note<Result>(_ change: (Notes) -> Result) -> Result? {
            guard !self.isOver else { return nil }
            let notes = self.notes ?? Notes()
            self.notes = notes
            return change(notes)
        }

        /// Whether the task has got a thread so often since a request to stop reached it that it would have reacted if it did at all.
        var hasHadItsTurns: Bool {
            guard let notes, let polls = self.meter?.closed.polls else { return false }
            return polls &- notes.pollsAtDelivery >= TaskProbe.turnsToReact * (1 + UInt64(notes.children.count))
        }
    }

    /// How often a task has to have got a thread since a request to stop reached it, for itself and for each of its children, to have had its
    /// chance: to notice, and to leave what it is in, takes a few turns, and who goes on loops.
    static let turnsToReact: UInt64 = 16

    /// What there is to tell at one moment.
    struct Reading {
        let activity: TaskActivity?
        /// To be looked at under the probe's lock, unless the task is over.
        let notes: Notes?

        func sample(of id: BackgroundTaskID) -> TaskSample {
            TaskSample(
                id: id,
                progress: self.notes?.progress,
                annotations: self.notes?.annotations ?? [],
                activity: self.activity,
                nodes: self.notes?.nodes.nodes ?? TaskNodes(),
                deliveredAt: self.notes?.deliveredAt
            )
        }
    }

    /// What not every task has. Belongs to one ``State``, and is used under its lock until the task is over.
    final class Notes: @unchecked Sendable {
        var children = SeenChildren()
        /// Whether a child was seen whose identity could not be read.
        var hasUnreadableChildren = false
        var progress: TaskProgress?
        var annotations: [TaskDescription.Field] = []
        var nodes = NodeTable()
        var deliveredAt: TaskInstant?
        /// How many polls there had been by ``deliveredAt``.
        var pollsAtDelivery: UInt64 = 0
    }

    private let state = Mutex(State())
    /// The job of the task itself, which is the first to be enqueued.
    private let rootJob = Atomic<UInt>(0)
    /// As ``State/isOver``: told without the lock.
    private let isOver = Atomic<Bool>(false)

    // MARK: What is seen

    /// A job of the task's was enqueued.
    ///
    /// - Parameter startedAt: When the task got its place.
    func wake(_ job: UnownedJob, startedAt: TaskInstant, at now: TaskInstant) -> PoolJob.Kind {
        let identity = JobIdentity(job)
        // The first comes from where the task is made, before there is anybody else who could come.
        let root = self.rootJob.load(ordering: .relaxed)
        let isFirst = root == 0
        if isFirst { self.rootJob.store(identity.bits, ordering: .relaxed) }
        // While the task lives no other job can have its job's identity, so that nearly every job is told without being asked.
        let kind: JobKind? = isFirst || root == identity.bits ? nil : JobKind(job)
        return self.wake(as: kind, isFirst: isFirst, startedAt: startedAt, at: now)
    }

    /// - Parameter kind: What the job says of itself; nil for the task's own.
    func wake(as kind: JobKind?, isFirst: Bool = false, startedAt: TaskInstant, at now: TaskInstant) -> PoolJob.Kind {
        self.state.withLock { state in
            // A job that has the identity which the task's own had is another's then.
            guard !state.isOver else { return kind == .taskless ? .noStep : .unknownStep }
            if isFirst { state.meter = ActivityMeter(startedAt: startedAt.nanoseconds) }
            if kind == .taskless {
                state.meter?.wakeTasklessJob(at: now.nanoseconds)
                return .noStep
            }
            if let kind { state.count(kind) }
            state.meter?.wake(at: now.nanoseconds)
            return kind == .unreadable ? .unknownStep : .step
        }
    }

    func beginPoll(wokenAt wake: TaskInstant, at now: TaskInstant) {
        self.state.withLock { state in
            if !state.isOver { state.meter?.beginPoll(wokenAt: wake.nanoseconds, at: now.nanoseconds) }
        }
    }

    /// As ``beginPoll(wokenAt:at:)``, for a job that is no step of anybody.
    ///
    /// - Returns: Whether the task lives.
    func beginTasklessJob(wokenAt wake: TaskInstant, at now: TaskInstant) -> Bool {
        self.state.withLock { state in
            guard !state.isOver else { return false }
            state.meter?.beginTasklessJob(wokenAt: wake.nanoseconds, at: now.nanoseconds)
            return true
        }
    }

    /// - Returns: Whether the task goes on, so that there will be news of it.
    func endPoll(begunAt beginning: TaskInstant, at now: TaskInstant) -> Bool {
        // The last one ends as a rule after the task.
        if self.isOver.load(ordering: .acquiring) { return false }
        return self.state.withLock { state in
            guard !state.isOver else { return false }
            state.meter?.endPoll(begunAt: beginning.nanoseconds, at: now.nanoseconds)
            return true
        }
    }

    /// A request to stop has reached the whole task.
    func noteDelivery(at now: TaskInstant) {
        self.state.withLock { state in
            let polls = state.meter?.closed.polls ?? 0
            _ = state.note { notes in
                guard notes.deliveredAt == nil else { return }
                (notes.deliveredAt, notes.pollsAtDelivery) = (now, polls)
            }
        }
    }

    // MARK: What is said

    /// - Returns: Whether the task lives.
    func report(_ progress: TaskProgress) -> Bool {
        self.state.withLock { state in
            state.note { $0.progress = progress } != nil
        }
    }

    /// - Returns: Whether the task lives.
    func annotate(_ field: TaskDescription.Field, maximum: Int) -> Bool {
        self.state.withLock { state in
            state.note { notes -> Void in
                if let index = notes.annotations.firstIndex(where: { $0.key == field.key }) {
                    notes.annotations[index] = field
                } else if notes.annotations.count < maximum {
                    notes.annotations.append(field)
                }
            } != nil
        }
    }

    /// Changes the task's nodes.
    ///
    /// - Returns: What `change` returns; nil where the task is over.
    func updateNodes<Result: Sendable>(_ change: (inout NodeTable) -> Result) -> Result? {
        self.state.withLock { state in
            state.note { change(&$0.nodes) }
        }
    }

    // MARK: What there is to tell

    /// When a request to stop had reached the task, and whether nearly all that it could do since is wait for a thread.
    ///
    /// That it waits for one at this moment says little: where many yield in turns, each of them does so nearly all the time.
    var chanceToReact: (deliveredAt: TaskInstant?, lacksThread: Bool) {
        self.state.withLock { ($0.notes?.deliveredAt, $0.meter?.closed.state == .ready && !$0.hasHadItsTurns) }
    }

    /// Before the task's end: what is true at `now`. After it: the last word on it, whatever `now` is.
    ///
    /// - Parameter startedAt: When it got its place, of a task whose steps are seen: before the first of them it waits for a thread.
    func sample(of id: BackgroundTaskID, startedAt: TaskInstant?, at now: TaskInstant) -> TaskSample {
        self.state.withLock { state in
            let meter = state.meter ?? (state.isOver ? nil : startedAt.map { ActivityMeter(startedAt: $0.nanoseconds) })
            let activity = state.isOver ? meter?.closed : meter?.reading(at: now.nanoseconds)
            return Reading(activity: activity, notes: state.notes).sample(of: id)
        }
    }

    /// The task is over: nothing changes any more.
    ///
    /// - Returns: The last word on it.
    @discardableResult
    func finish(at now: TaskInstant) -> Reading {
        let reading = self.state.withLock { state in
            state.isOver = true
            state.meter?.finish(at: now.nanoseconds)
            state.notes?.nodes.finish()
            return Reading(activity: state.meter?.closed, notes: state.notes)
        }
        self.isOver.store(true, ordering: .releasing)
        return reading
    }
}
