import BackgroundWorkEvents
import Synchronization

/// The tasks that have said something about themselves since they were last sampled, each once. Nothing is kept while nobody
/// samples: whoever comes to watch begins with a snapshot, which contains it.
final class SampleList: Sendable {
    private let records = Mutex<[TaskRecord]>([])
    private let isTicking = Atomic<Bool>(false)

    /// Called before a new subscriber's snapshot is taken, so that what is said after that is sampled.
    ///
    /// - Returns: Whether the caller is to start the sampling; false if it goes on already.
    func startTicking() -> Bool {
        !self.isTicking.exchange(true, ordering: .acquiringAndReleasing)
    }

    /// Ends the sampling.
    ///
    /// - Returns: false, for "goes on".
    func stopTicking() -> Bool {
        self.isTicking.store(false, ordering: .releasing)
        return false
    }

    func insert(_ record: TaskRecord) {
        guard self.isTicking.load(ordering: .acquiring) else { return }
        guard !record.isOnSampleList.exchange(true, ordering: .acquiringAndReleasing) else { return }
        self.records.withLock { $0.append(record) }
    }

    /// Empties the list.
    ///
    /// - Parameter others: Tasks that have said nothing, but of which something is to be told; each is listed once.
    func take(with others: [TaskRecord]) -> [TaskRecord] {
        let records = self.records.withLock { records in
            defer { records = [] }
            return records
        }
        // The flag goes down before the reading, so that what is said meanwhile is read next time.
        for record in records { record.isOnSampleList.store(false, ordering: .sequentiallyConsistent) }
        var known = Set(records.map(ObjectIdentifier.init))
        return records + others.filter { known.insert(ObjectIdentifier($0)).inserted }
    }
}
