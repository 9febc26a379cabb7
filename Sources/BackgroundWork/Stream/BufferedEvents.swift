import BackgroundWorkEvents

/// Events in the order in which they happened.
///
/// The ends of tasks, which take much more room than all others, lie in a list of their own, so that the others are small.
struct BufferedEvents {
    private var events: [BufferedEvent] = []
    private var ends: [BufferedEnd] = []
    /// As how many events they count where only so many may wait.
    private(set) var weight = 0

    var count: Int { self.events.count }

    mutating func append(_ kind: BufferedEvent.Kind, at now: TaskInstant) {
        self.weight += kind.weight
        self.events.append(BufferedEvent(at: now, kind: kind))
    }

    mutating func append(_ end: BufferedEnd, at now: TaskInstant) {
        self.weight += 1
        self.events.append(BufferedEvent(at: now, kind: .finished))
        self.ends.append(end)
    }

    /// Puts them into words.
    func append(to words: inout [TaskEvent]) {
        words.reserveCapacity(words.count + self.count)
        var ends = self.ends.makeIterator()
        for event in self.events {
            let at = event.at
            switch event.kind {
            case .submitted(let id, let details):
                words.append(TaskEvent(at: at, .submitted(TaskDescription(id: id, submittedAt: at, details: details))))
            case .started(let id, let rank):
                words.append(TaskEvent(at: at, .started(id, rank: rank)))
            case .finished:
                guard let end = ends.next() else { preconditionFailure("a task's end was buffered without saying how") }
                words.append(TaskEvent(at: at, .finished(end.taskEnd(at: at))))
            case .other(let kind):
                words.append(TaskEvent(at: at, kind))
            }
        }
    }

    /// - Parameter maximum: Room for more events than this is given back.
    mutating func removeAll(keepingRoomFor maximum: Int) {
        self.weight = 0
        self.events.removeAll(keepingCapacity: self.events.capacity <= maximum)
        self.ends.removeAll(keepingCapacity: self.ends.capacity <= maximum)
    }
}
