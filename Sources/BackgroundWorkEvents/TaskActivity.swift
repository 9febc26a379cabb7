/// What a task and its inherited children have done with threads so far, as the probe under them saw it at one moment.
///
/// All figures are cumulative, so that a later reading replaces an earlier one. Three of them, ``onThread``, ``ready`` and
/// ``waiting``, are shares of the time that has passed on the wall since the task started, and always add up to it. ``busy`` and
/// ``scheduled`` are sums over the task and its children, which may run at the same time, and so may exceed it.
///
/// Not seen: time on other executors, an actor with one of its own among them; waiting for a contended actor, and the work that is
/// done while its queue is emptied, whoever's it is; and what runs inside a `withTaskExecutorPreference` of the application's own.
public struct TaskActivity: Hashable, Sendable {
    /// What the task, or any of its children, does at the moment of the reading.
    public enum State: UInt8, Hashable, Sendable, Codable, CaseIterable {
        /// At least one of them is on a thread.
        case running
        /// None is on a thread, and at least one could go on if it had one.
        case ready
        /// All of them are suspended.
        case waiting
    }

    /// How many polls were how long. A poll is the time from getting a thread to giving it back.
    public struct PollLengths: Hashable, Sendable {
        /// Under 1 ms.
        public package(set) var short: UInt32 = 0
        /// From 1 ms to under 10 ms.
        public package(set) var medium: UInt32 = 0
        /// From 10 ms to under 100 ms.
        public package(set) var long: UInt32 = 0
        /// 100 ms and more.
        public package(set) var veryLong: UInt32 = 0

        public init(short: UInt32 = 0, medium: UInt32 = 0, long: UInt32 = 0, veryLong: UInt32 = 0) {
            self.short = short
            self.medium = medium
            self.long = long
            self.veryLong = veryLong
        }

        package mutating func count(nanoseconds: Int64) {
            switch nanoseconds {
            case ..<1_000_000: self.short &+= 1
            case ..<10_000_000: self.medium &+= 1
            case ..<100_000_000: self.long &+= 1
            default: self.veryLong &+= 1
            }
        }
    }

    /// The durations as they are added up: whole nanoseconds, in half the space of a `Duration`.
    package struct Nanoseconds: Hashable, Sendable {
        package var busy: Int64 = 0
        package var scheduled: Int64 = 0
        package var onThread: Int64 = 0
        package var ready: Int64 = 0
        package var waiting: Int64 = 0
        package var longestPoll: Int64 = 0

        package init() {}
    }

    public package(set) var state: State
    /// Since when it has been in ``state``.
    public package(set) var since: TaskInstant
    /// How often one of them became able to go on.
    public package(set) var wakes: UInt64
    /// How often one of them got a thread; the present time included.
    public package(set) var polls: UInt64
    /// Jobs that belong to no task and were run on behalf of this one: an actor's queue was emptied, or a `Task.yield` came back.
    /// Whose work an actor's queue holds nobody can see, so that none of them is a poll.
    public package(set) var tasklessJobs: UInt64
    package var nanoseconds: Nanoseconds
    public package(set) var pollLengths: PollLengths
    /// Child tasks, named or not, as far as they have been seen: their end cannot be. Nil where one was seen whose identity could
    /// not be read, so that any number would be a guess.
    public package(set) var children: UInt32?

    /// Time on threads, a sum over all polls.
    public var busy: Duration { .nanoseconds(self.nanoseconds.busy) }
    /// Time between a wake and its poll, a sum over all of them.
    public var scheduled: Duration { .nanoseconds(self.nanoseconds.scheduled) }
    /// Time on the wall in ``State/running`` since the task started.
    public var onThread: Duration { .nanoseconds(self.nanoseconds.onThread) }
    /// Time on the wall in ``State/ready``, the time between the start and the first wake included.
    public var ready: Duration { .nanoseconds(self.nanoseconds.ready) }
    /// Time on the wall in ``State/waiting``.
    public var waiting: Duration { .nanoseconds(self.nanoseconds.waiting) }
    public var longestPoll: Duration { .nanoseconds(self.nanoseconds.longestPoll) }

    /// Of a task that has just got its place.
    package init(startedAt: TaskInstant) {
        self.state = .ready
        self.since = startedAt
        self.wakes = 0
        self.polls = 0
        self.tasklessJobs = 0
        self.nanoseconds = Nanoseconds()
        self.pollLengths = PollLengths()
        self.children = 0
    }

    public init(
        state: State,
        since: TaskInstant,
        wakes: UInt64 = 0,
        polls: UInt64 = 0,
        tasklessJobs: UInt64 = 0,
        busy: Duration = .zero,
        scheduled: Duration = .zero,
        onThread: Duration = .zero,
        ready: Duration = .zero,
        waiting: Duration = .zero,
        longestPoll: Duration = .zero,
        pollLengths: PollLengths = .init(),
        children: UInt32? = 0
    ) {
        self.state = state
        self.since = since
        self.wakes = wakes
        self.polls = polls
        self.tasklessJobs = tasklessJobs
        self.nanoseconds = Nanoseconds()
        self.nanoseconds.busy = busy.clampedNanoseconds
        self.nanoseconds.scheduled = scheduled.clampedNanoseconds
        self.nanoseconds.onThread = onThread.clampedNanoseconds
        self.nanoseconds.ready = ready.clampedNanoseconds
        self.nanoseconds.waiting = waiting.clampedNanoseconds
        self.nanoseconds.longestPoll = longestPoll.clampedNanoseconds
        self.pollLengths = pollLengths
        self.children = children
    }
}
