import BackgroundWorkEvents

/// Which tasks are to be looked at when. Each stands in it at most once.
struct Appointments: Sendable {
    /// Times are told apart by so many nanoseconds; what is due in between is seen at the end.
    private let interval: Int64
    private var tasks: [Int64: [BackgroundTaskID]] = [:]
    private var scheduled: Set<BackgroundTaskID> = []
    /// What comes before this has been seen. `Int64.max` while there is nothing.
    private var next = Int64.max

    init(interval: Duration) {
        self.interval = interval.clampedNanoseconds
    }

    /// Does nothing for a task that has an appointment already.
    mutating func insert(_ id: BackgroundTaskID, at instant: TaskInstant) {
        guard self.scheduled.insert(id).inserted else { return }
        let tick = instant.nanoseconds.flooredQuotient(dividingBy: self.interval)
        self.tasks[tick, default: []].append(id)
        self.next = min(self.next, tick)
    }

    /// One of those whose time has come, in no order; nil if there is none.
    mutating func popDue(at now: TaskInstant) -> BackgroundTaskID? {
        let current = now.nanoseconds.flooredQuotient(dividingBy: self.interval)
        while self.next < current {
            if let id = self.tasks[self.next]?.popLast() {
                self.scheduled.remove(id)
                return id
            }
            self.tasks[self.next] = nil
            self.next = self.tasks.keys.min() ?? .max
        }
        return nil
    }
}
