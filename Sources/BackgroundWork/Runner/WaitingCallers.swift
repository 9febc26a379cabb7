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
        let continuation: CheckedContinuation<Answer, Never>
        /// The background task that waits here, if one of these tasks' own does.
        let waitingTask: TaskRecord?
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
