import BackgroundWorkEvents

/// By how much what a task has done with threads grew from one reading to the next. In nanoseconds.
///
/// Whatever a reading says, the difference is that of two numbers of 64 bits: nothing that is sent can overflow here.
struct ActivityGrowth: Sendable {
    let busy: Int64
    /// Time on the wall.
    let passed: Int64
    /// Polls that ``TaskActivity/PollLengths/veryLong`` counts.
    let longPolls: UInt32
    /// The longest poll since the task started, where that is one of those since the earlier reading.
    let longestPoll: Int64?

    /// - Parameter old: Nil where `new` is the first reading since the task started.
    init(from old: TaskActivity?, to new: TaskActivity) {
        self.busy = max(0, new.nanoseconds.busy &- (old?.nanoseconds.busy ?? 0))
        self.passed = max(0, new.passed &- (old?.passed ?? 0))
        self.longPolls = new.pollLengths.veryLong &- min(new.pollLengths.veryLong, old?.pollLengths.veryLong ?? 0)
        let longest = new.nanoseconds.longestPoll
        self.longestPoll = longest > old?.nanoseconds.longestPoll ?? 0 ? longest : nil
    }
}

extension TaskActivity {
    /// How long the task had been running at the moment of the reading, in nanoseconds: its time is in one of the three states.
    var passed: Int64 { self.nanoseconds.onThread &+ self.nanoseconds.ready &+ self.nanoseconds.waiting }

    /// Time in a state goes on and counts only grow, so of two readings of a task the later one has passed more time in all.
    func isNoLater(than other: Self) -> Bool { self.passed <= other.passed }
}
