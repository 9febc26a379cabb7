import BackgroundWorkEvents

/// The long polls of one name in the last seconds.
struct LongPollTally: Sendable {
    let name: NameTable.Index
    private(set) var count: UInt64 = 0
    /// In nanoseconds; nil where of none more is known than that it was long.
    private(set) var longest: Int64?
    /// The task that had the longest, or else the last.
    private(set) var task: BackgroundTaskID
    /// When the last was seen.
    let last: TaskInstant

    /// One for each name that had any, without those of tasks that hold a thread now.
    static func byName(_ store: TaskStore) -> [Self] {
        let start = store.now.advanced(by: .zero - store.thresholds.longPollsWithin)
        let holders = store.threadHolders
        var tallies: [NameTable.Index: Self] = [:]
        for poll in store.watch.longPolls.reversed() {
            guard poll.at > start else { break }
            guard !holders.contains(poll.value.task) else { continue }
            tallies[poll.value.name, default: Self(last: poll)].add(poll.value)
        }
        return tallies.values.filter { $0.count > 0 }
    }

    private init(last: Timestamped<ObservedPolls>) {
        self.name = last.value.name
        self.task = last.value.task
        self.last = last.at
    }

    private mutating func add(_ polls: ObservedPolls) {
        self.count += UInt64(polls.count)
        guard let longest = polls.longest, longest > self.longest ?? 0 else { return }
        self.longest = longest
        self.task = polls.task
    }
}
