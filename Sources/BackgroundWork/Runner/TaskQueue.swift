import DequeModule

/// Accepted tasks that wait for a place among the running: the urgent first, in order of arrival within a priority.
///
/// A task that is cancelled while it waits stays where it is and is passed over, because taking it out of the middle would cost
/// as much as the queue is long; when those outnumber the others, all of them are taken out at once.
struct TaskQueue: ~Copyable {
    private struct Band {
        let priority: UInt8
        var records: Deque<TaskRecord>
    }

    /// One band for each priority in use, the most urgent first.
    private var bands: [Band] = []
    private var cancelled = 0

    /// How many tasks wait.
    private(set) var count = 0

    var isEmpty: Bool { self.count == 0 }

    /// Whether nothing lies in it, not even what is to be passed over.
    var isClear: Bool { self.count == 0 && self.cancelled == 0 }

    mutating func append(_ record: TaskRecord) {
        self.count += 1
        let priority = record.priority
        let index = self.bands.firstIndex { $0.priority <= priority } ?? self.bands.endIndex
        if index == self.bands.endIndex || self.bands[index].priority != priority {
            self.bands.insert(Band(priority: priority, records: []), at: index)
        }
        self.bands[index].records.append(record)
    }

    /// The task that is next to start.
    ///
    /// - Parameter drop: Gets the tasks that were passed over. A queue is used under a lock, and the end of what a submitter gave us may
    ///   be code of theirs.
    mutating func popFirst(passingOver drop: (TaskRecord) -> Void) -> TaskRecord? {
        for index in self.bands.indices {
            while let record = self.bands[index].records.popFirst() {
                guard unsafe record.life.state == .queued else {
                    self.cancelled -= 1
                    drop(record)
                    continue
                }
                self.count -= 1
                return record
            }
        }
        return nil
    }

    /// Notes that a waiting task has ended and is not to be started.
    ///
    /// - Parameter drop: As for ``popFirst(passingOver:)``.
    mutating func noteCancelled(_ drop: (TaskRecord) -> Void) {
        self.count -= 1
        self.cancelled += 1
        guard self.cancelled > 64, self.cancelled > self.count else { return }
        self.cancelled = 0
        for index in self.bands.indices {
            for record in self.bands[index].records where unsafe record.life.state != .queued { drop(record) }
            self.bands[index].records.removeAll { unsafe $0.life.state != .queued }
        }
    }
}
