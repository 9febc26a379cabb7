import BackgroundWorkEvents

/// What a task that is over did with threads: exact, and in less than half the space of a ``TaskActivity``.
///
/// Holds what nearly all tasks come to: counts below 65,535 and durations below 73 minutes.
struct FinishedActivity: Sendable {
    private let busy: UInt32
    private let scheduled: UInt32
    private let onThread: UInt32
    private let ready: UInt32
    private let waiting: UInt32
    private let longestPoll: UInt32
    /// What the six have beyond 32 bits, ten bits each.
    private let upper: UInt64
    /// How long the task had been in its state when it ended.
    private let stateLasted: UInt32
    private let wakes: UInt16
    private let polls: UInt16
    private let tasklessJobs: UInt16
    private let short: UInt16
    private let medium: UInt16
    private let long: UInt16
    private let veryLong: UInt16
    /// `UInt16.max` where nobody knows.
    private let children: UInt16
    private let state: TaskActivity.State

    /// - Returns: Nil where something is too large.
    init?(_ activity: TaskActivity, endedAt: TaskInstant) {
        var packing = Packing()
        let durations = activity.nanoseconds
        self.busy = packing.pack(durations.busy)
        self.scheduled = packing.pack(durations.scheduled)
        self.onThread = packing.pack(durations.onThread)
        self.ready = packing.pack(durations.ready)
        self.waiting = packing.pack(durations.waiting)
        self.longestPoll = packing.pack(durations.longestPoll)
        self.upper = packing.upper
        self.stateLasted = packing.narrow(endedAt.nanoseconds &- activity.since.nanoseconds)
        self.wakes = packing.narrow(activity.wakes)
        self.polls = packing.narrow(activity.polls)
        self.tasklessJobs = packing.narrow(activity.tasklessJobs)
        self.short = packing.narrow(activity.pollLengths.short)
        self.medium = packing.narrow(activity.pollLengths.medium)
        self.long = packing.narrow(activity.pollLengths.long)
        self.veryLong = packing.narrow(activity.pollLengths.veryLong)
        self.children = activity.children.map { packing.narrow($0) } ?? .max
        self.state = activity.state
        guard packing.allFits else { return nil }
    }

    /// - Parameter endedAt: As it was given to ``init(_:endedAt:)``.
    func activity(endedAt: TaskInstant) -> TaskActivity {
        var activity = TaskActivity(
            state: self.state,
            since: TaskInstant(nanoseconds: endedAt.nanoseconds &- Int64(self.stateLasted)),
            wakes: UInt64(self.wakes),
            polls: UInt64(self.polls),
            tasklessJobs: UInt64(self.tasklessJobs),
            pollLengths: TaskActivity.PollLengths(
                short: UInt32(self.short),
                medium: UInt32(self.medium),
                long: UInt32(self.long),
                veryLong: UInt32(self.veryLong)
            ),
            children: self.children == .max ? nil : UInt32(self.children)
        )
        var packing = Packing(upper: self.upper)
        // The last that was packed comes first.
        activity.nanoseconds.longestPoll = packing.unpack(self.longestPoll)
        activity.nanoseconds.waiting = packing.unpack(self.waiting)
        activity.nanoseconds.ready = packing.unpack(self.ready)
        activity.nanoseconds.onThread = packing.unpack(self.onThread)
        activity.nanoseconds.scheduled = packing.unpack(self.scheduled)
        activity.nanoseconds.busy = packing.unpack(self.busy)
        return activity
    }
}

extension FinishedActivity {
    /// Takes numbers of 42 bits apart, and puts them together again.
    private struct Packing {
        private static let upperBits: UInt64 = 10

        var upper: UInt64 = 0
        private(set) var allFits = true

        init(upper: UInt64 = 0) {
            self.upper = upper
        }

        mutating func pack(_ number: Int64) -> UInt32 {
            let bits = UInt64(bitPattern: number)
            // A negative number has its highest bits set, and does not fit either.
            self.allFits = self.allFits && bits >> (32 + Self.upperBits) == 0
            self.upper = self.upper << Self.upperBits | (bits >> 32) & (1 << Self.upperBits - 1)
            return UInt32(truncatingIfNeeded: bits)
        }

        mutating func unpack(_ lower: UInt32) -> Int64 {
            let bits = self.upper & (1 << Self.upperBits - 1)
            self.upper >>= Self.upperBits
            return Int64(bits << 32 | UInt64(lower))
        }

        /// The largest number of the type stands for what is not known, and does not fit.
        mutating func narrow<Narrow: FixedWidthInteger>(_ number: some BinaryInteger) -> Narrow {
            let result = Narrow(clamping: number)
            self.allFits = self.allFits && number >= 0 && result < .max
            return result
        }
    }
}
