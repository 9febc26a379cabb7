import BackgroundWorkEvents
import HeapModule
import Synchronization

/// Actions by deadline. Not safe for use from several threads by itself.
///
/// Most deadlines are cancelled long before they are due (a task with a timeout of a minute ends after a second), so cancelled
/// entries are dropped in bulk as soon as they outnumber the others, instead of staying until their time comes.
struct DeadlineQueue: ~Copyable {
    final class Entry: ScheduledAction, Comparable {
        let deadline: TaskInstant
        let sequence: UInt64
        private let action: Mutex<(@Sendable () -> Void)?>
        private let cancelled: CancelledCount

        init(
            deadline: TaskInstant,
            sequence: UInt64,
            cancelled: CancelledCount,
            action: @escaping @Sendable () -> Void
        ) {
            self.deadline = deadline
            self.sequence = sequence
            self.cancelled = cancelled
            self.action = Mutex(action)
        }

        func cancel() {
            guard self.take() != nil else { return }
            self.cancelled.value.add(1, ordering: .relaxed)
        }

        /// The action, for whoever asks first.
        func take() -> (@Sendable () -> Void)? {
            self.action.withLock { action in
                defer { action = nil }
                return action
            }
        }

        fileprivate var isCancelled: Bool {
            self.action.withLock { $0 == nil }
        }

        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.sequence) < (right.deadline, right.sequence)
        }

        static func == (left: Entry, right: Entry) -> Bool {
            left === right
        }
    }

    /// How many entries of the queue were cancelled; shared, because an entry is cancelled without the queue's lock.
    final class CancelledCount: Sendable {
        let value = Atomic<Int>(0)
    }

    private var heap = Heap<Entry>()
    private var sequence: UInt64 = 0
    private let cancelled = CancelledCount()

    init() {}

    mutating func insert(at deadline: TaskInstant, _ action: @escaping @Sendable () -> Void) -> Entry {
        self.sequence += 1
        let entry = Entry(deadline: deadline, sequence: self.sequence, cancelled: self.cancelled, action: action)
        self.dropCancelled()
        self.heap.insert(entry)
        return entry
    }

    /// When the next action is due.
    var nextDeadline: TaskInstant? { self.heap.min?.deadline }

    /// The first action that is due at `now`.
    mutating func popDue(at now: TaskInstant) -> Entry? {
        guard let first = self.heap.min, first.deadline <= now else { return nil }
        return self.heap.popMin()
    }

    /// Entries held, cancelled ones included.
    var count: Int { self.heap.count }

    private mutating func dropCancelled() {
        guard self.heap.count > 64, self.cancelled.value.load(ordering: .relaxed) > self.heap.count / 2 else { return }
        self.cancelled.value.store(0, ordering: .relaxed)
        self.heap = Heap(self.heap.unordered.filter { !$0.isCancelled })
    }
}
