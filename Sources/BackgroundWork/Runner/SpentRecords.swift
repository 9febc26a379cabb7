import DequeModule

/// Records of tasks that are over, kept for a moment so that their memory can be given back by a thread that submits.
///
/// A submitter allocates records and a thread of the pool would free them. To glibc that is memory that comes from another thread's
/// arena, and giving it back takes the very lock that the submitter needs for its next allocation. Given back where the next record
/// is made, it is used again at once and without a lock: measured, a fifth of the time of an empty task.
struct SpentRecords: ~Copyable {
    /// A record is let go by its task and its thread a moment after its end; before that it is no use to anybody.
    private static let minimum = 32
    private static let maximum = 128

    private var records = Deque<TaskRecord>()

    init() {}

    /// Keeps a record if there is room. It is not to hold anything of a request's: no value, and no place in a trace. (Its fields and its
    /// submitter's logger do stay for that while.)
    mutating func insert(_ record: TaskRecord) {
        if self.records.count < Self.maximum { self.records.append(record) }
    }

    /// All of them, to be let go without a lock held.
    mutating func takeAll() -> [TaskRecord] {
        defer { self.records = [] }
        // An empty deque made into an array writes to the one empty array that all share, which ThreadSanitizer takes for a race.
        return self.records.isEmpty ? [] : Array(self.records)
    }

    /// A record to be let go, without a lock held.
    mutating func take() -> TaskRecord? {
        self.records.count > Self.minimum ? self.records.removeFirst() : nil
    }
}
