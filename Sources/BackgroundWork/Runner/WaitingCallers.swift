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

    private struct Place {
        let ticket: UInt64
        var caller: Caller
    }

    /// The tickets, in order, and whose they are. Tickets of callers that were taken out lie in between until their turn comes: the
    /// identifier alone would not do, because it may be used again once its object is gone.
    private var order: Deque<(ticket: UInt64, record: ObjectIdentifier)> = []
    private var places: [ObjectIdentifier: Place] = [:]
    private var lastTicket: UInt64 = 0

    var count: Int { self.places.count }
    var isEmpty: Bool { self.places.isEmpty }

    mutating func append(_ caller: Caller) {
        let key = ObjectIdentifier(caller.record)
        self.lastTicket += 1
        self.order.append((self.lastTicket, key))
        self.places[key] = Place(ticket: self.lastTicket, caller: caller)
    }

    /// The background tasks that wait here and of which this has not been asked before, the longest-waiting first.
    mutating func takeUnwarned() -> [TaskRecord] {
        self.order.compactMap { ticket, key in
            guard let place = self.places[key], place.ticket == ticket, let task = place.caller.waitingTask,
                !place.caller.isWarnedOf
            else { return nil }
            self.places[key]?.caller.isWarnedOf = true
            return task
        }
    }

    mutating func popFirst() -> Caller? {
        while let (ticket, key) = self.order.popFirst() {
            if self.places[key]?.ticket == ticket { return self.places.removeValue(forKey: key)?.caller }
        }
        return nil
    }

    /// Takes out the caller that wants `record` accepted, if it still waits.
    mutating func remove(_ record: TaskRecord) -> Caller? {
        guard let place = self.places.removeValue(forKey: ObjectIdentifier(record)) else { return nil }
        // A crowd that leaves without its turn having come leaves its tickets.
        if self.order.count > 64, self.order.count > 2 * self.count {
            self.order.removeAll { ticket, key in self.places[key]?.ticket != ticket }
        }
        return place.caller
    }
}
