import BGTopStore
import BackgroundWorkEvents

/// Where a task's time went. The parts add up to its age, to the nanosecond and at any moment.
struct TimeSpent: Hashable, Sendable {
    /// The time since the start, by what the task and its children did in it.
    struct Inside: Hashable, Sendable {
        var onThread: Duration
        var ready: Duration
        var waiting: Duration

        var total: Duration { self.onThread + self.ready + self.waiting }

        /// In percents of the time since the start, which add up to 100.
        var percents: (onThread: Int64, ready: Int64, waiting: Int64) {
            let percents = Apportionment.percents([self.onThread, self.ready, self.waiting])
            return (percents[0], percents[1], percents[2])
        }
    }

    let queued: Duration
    /// Since the start; nil before it.
    let ran: Duration?
    /// Nil before the start, and where no probe watches.
    let inside: Inside?

    init(_ row: TaskRow, at now: TaskInstant) {
        self.queued = row.waited(at: now)
        self.ran = row.ran(at: now)
        self.inside = self.ran.flatMap { ran in row.activity.map { Inside($0, in: ran) } }
    }

    /// In percents of the time since the start.
    var busy: Int64? { self.inside.flatMap { $0.total > .zero ? $0.percents.onThread : nil } }
}

extension TimeSpent.Inside {
    /// What was known at the last reading, brought up to `ran`: whatever the task did at the reading it has done since, or there
    /// would have been another.
    init(_ activity: TaskActivity, in ran: Duration) {
        self.init(onThread: activity.onThread, ready: activity.ready, waiting: activity.waiting)
        var rest = max(.zero, ran) - self.total
        self.add(&rest, to: activity.state)
        // A reading that is ahead of the clock here gives back the time that has not come yet.
        for state in TaskActivity.State.allCases { self.add(&rest, to: state) }
    }

    private mutating func add(_ rest: inout Duration, to state: TaskActivity.State) {
        let change = max(rest, .zero - self[state])
        self[state] += change
        rest -= change
    }

    subscript(state: TaskActivity.State) -> Duration {
        get {
            switch state {
            case .running: self.onThread
            case .ready: self.ready
            case .waiting: self.waiting
            }
        }
        set {
            switch state {
            case .running: self.onThread = newValue
            case .ready: self.ready = newValue
            case .waiting: self.waiting = newValue
            }
        }
    }
}
