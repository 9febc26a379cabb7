import BackgroundWorkEvents

/// Adds up what a task and its children do with threads. Pure; all times are nanoseconds on the monotonic clock.
///
/// Of what is going on at a moment it keeps only how many are at it and the sum of when they began, because that is enough to know
/// what all of them together have spent on it: `count * now - sum`.
struct ActivityMeter {
    private struct Ongoing {
        var count: Int64 = 0
        var beginnings: Int64 = 0

        mutating func begin(at now: Int64) {
            self.count += 1
            self.beginnings &+= now
        }

        mutating func end(begunAt beginning: Int64) {
            self.count -= 1
            self.beginnings &-= beginning
        }

        func spent(until now: Int64) -> Int64 {
            max(0, self.count &* now &- self.beginnings)
        }
    }

    /// What is over. Once the task is, that is all.
    private(set) var closed: TaskActivity
    private var polling = Ongoing()
    /// How long one of the open polls has been at least: with one of five seconds when a second one began, five. How much longer it has
    /// become is not known, since that one's thread may be about to say that it was over.
    private var longestOpen: Int64 = 0
    private var ready = Ongoing()
    /// Between the start and the first wake nothing has been enqueued, but it is a thread that is being waited for.
    private var isStarting = true

    init(startedAt: Int64) {
        self.closed = TaskActivity(startedAt: TaskInstant(nanoseconds: startedAt))
    }

    /// The task, or a child, became able to go on.
    mutating func wake(at now: Int64) {
        self.isStarting = false
        self.closed.wakes &+= 1
        self.ready.begin(at: now)
        self.updateState(at: now)
    }

    /// What was woken at `wake` has got a thread.
    mutating func beginPoll(wokenAt wake: Int64, at now: Int64) {
        self.endWait(since: wake, at: now)
        // With a second one open only their sum is known.
        self.longestOpen = max(self.longestOpen, self.openLength(at: now))
        self.closed.polls &+= 1
        self.polling.begin(at: now)
        self.updateState(at: now)
    }

    /// What got a thread at `beginning` has given it back.
    mutating func endPoll(begunAt beginning: Int64, at now: Int64) {
        self.polling.end(begunAt: beginning)
        // Of one that is left its own beginning tells. Of several: it may have been the one that is over, and none is longer than all together.
        self.longestOpen = self.polling.count > 1 ? min(self.longestOpen, self.polling.spent(until: now)) : 0
        self.count(poll: max(0, now - beginning), in: &self.closed)
        self.updateState(at: now)
    }

    /// A job that belongs to no task waits for a thread on behalf of this one.
    mutating func wakeTasklessJob(at now: Int64) {
        self.closed.tasklessJobs &+= 1
        self.ready.begin(at: now)
        self.updateState(at: now)
    }

    /// It has got one. What it does there is nobody's.
    mutating func beginTasklessJob(wokenAt wake: Int64, at now: Int64) {
        self.endWait(since: wake, at: now)
        self.updateState(at: now)
    }

    /// Where children were seen whose identity could not be read there is no number.
    mutating func setChildren(_ count: UInt32?) {
        self.closed.children = count
    }

    /// What there is to say at a moment: what is going on is counted as if it ended now.
    func reading(at now: Int64) -> TaskActivity {
        var reading = self.closed
        reading.nanoseconds.scheduled &+= self.ready.spent(until: now)
        reading.nanoseconds.busy &+= self.polling.spent(until: now)
        reading.nanoseconds.longestPoll = max(reading.nanoseconds.longestPoll, self.longestOpen, self.openLength(at: now))
        Self.account(&reading, until: now)
        return reading
    }

    /// The last word on a task that is over: the poll in which it ended, and those of its children whose threads have not come to
    /// say so yet, are counted as ended.
    mutating func finish(at now: Int64) {
        self.countOpenPolls(at: now)
        self.polling = Ongoing()
        self.ready = Ongoing()
        Self.account(&self.closed, until: now)
        self.closed.since = TaskInstant(nanoseconds: max(now, self.closed.since.nanoseconds))
    }

    /// How long the open polls are, on average: of several at a time only the sum is known. One is the rule.
    private func openLength(at now: Int64) -> Int64 {
        self.polling.count > 0 ? self.polling.spent(until: now) / self.polling.count : 0
    }

    /// Of several only the sum is known, and how long one of them has been at least: as a rule that of a child whose thread is late to say
    /// that it is over, while the task's own has only just begun.
    private mutating func countOpenPolls(at now: Int64) {
        var left = self.polling.spent(until: now)
        var count = self.polling.count
        while count > 0 {
            let length = count == 1 ? left : min(left, max(self.longestOpen, left / count))
            self.count(poll: length, in: &self.closed)
            left -= length
            count -= 1
        }
    }

    private mutating func endWait(since wake: Int64, at now: Int64) {
        self.ready.end(begunAt: wake)
        self.closed.nanoseconds.scheduled &+= max(0, now - wake)
    }

    private func count(poll length: Int64, in activity: inout TaskActivity) {
        activity.nanoseconds.busy &+= length
        activity.nanoseconds.longestPoll = max(activity.nanoseconds.longestPoll, length)
        activity.pollLengths.count(nanoseconds: length)
    }

    private mutating func updateState(at now: Int64) {
        let state: TaskActivity.State =
            if self.polling.count > 0 { .running } else if self.ready.count > 0 || self.isStarting { .ready } else { .waiting }
        guard state != self.closed.state else { return }
        Self.account(&self.closed, until: now)
        self.closed.state = state
        // Clocks of two threads are read at nearly the same time and used in any order; no interval counts twice.
        self.closed.since = TaskInstant(nanoseconds: max(now, self.closed.since.nanoseconds))
    }

    /// Adds the time since the last change of state to its share of the time on the wall.
    private static func account(_ activity: inout TaskActivity, until now: Int64) {
        let elapsed = max(0, now - activity.since.nanoseconds)
        switch activity.state {
        case .running: activity.nanoseconds.onThread &+= elapsed
        case .ready: activity.nanoseconds.ready &+= elapsed
        case .waiting: activity.nanoseconds.waiting &+= elapsed
        }
    }
}
