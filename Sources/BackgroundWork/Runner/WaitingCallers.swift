import DequeModule

/// Callers that are suspended in `add` until there is room, the longest-waiting first.
struct WaitingCallers: ~Copyable {
    /// What a caller is told.
    enum Answer {
        case accepted
        /// A shutdown began.
        case refused
        case cancelled
    }

    struct Caller {
        let record: TaskRecord
        /// The background task that waits here, if one of these tasks' own does.
        let waitingTask: TaskRecord?
        /// Lets the caller go on. Called once, with no lock held.
        let resume: @Sendable (Answer) -> Void
        /// Whether it has been told that ``waitingTask`` waits for itself.
        var isWarnedOf = false
    }

    private var order: Deque<ObjectIdentifier> = []
    private var callers: [ObjectIdentifier: Caller] = [:]

    var count: Int { self.callers.count }
    var isEmpty: Bool { self.callers.isEmpty }

    mutating func append(_ caller: Caller) {
        let key = ObjectIdentifier(caller.record)
        self.order.append(key)
        self.callers[key] = caller
    }

    /// The background tasks that wait here and of which this has not been asked before, the longest-waiting first.
    mutating func takeUnwarned() -> [TaskRecord] {
        self.order.compactMap { key in
            guard let task = self.callers[key]?.waitingTask, self.callers[key]?.isWarnedOf == false else { return nil }
            self.callers[key]?.isWarnedOf = true
            return task
        }
    }

    mutating func popFirst() -> Caller? {
        while let key = self.order.popFirst() {
            if let caller = self.callers.removeValue(forKey: key) { return caller }
        }
        return nil
    }

    /// Takes out the caller that wants `record` accepted, if it still waits.
    mutating func remove(_ record: TaskRecord) -> Caller? {
        let key = ObjectIdentifier(record)
        guard let caller = self.callers.removeValue(forKey: key) else { return nil }
        // An identifier may be used again once its object is gone, so none may stay behind.
        if let index = self.order.firstIndex(of: key) { self.order.remove(at: index) }
        return caller
    }
}
