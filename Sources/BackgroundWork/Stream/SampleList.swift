import BackgroundWorkEvents
import Synchronization

/// The tasks that have said something about themselves since they were last sampled, each once.
final class SampleList: Sendable {
    private let records = Mutex<[TaskRecord]>([])
    private let isTicking = Atomic<Bool>(false)

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
        guard !record.isOnSampleList.exchange(true, ordering: .acquiringAndReleasing) else { return }
        self.records.withLock { $0.append(record) }
    }

    /// Empties the list and reads what its tasks have said.
    func take() -> [TaskSample] {
        let records = self.records.withLock { records in
            defer { records = [] }
            return records
        }
        return records.map { record in
            // The flag goes down before the reading, so that what is said meanwhile is read next time.
            record.isOnSampleList.store(false, ordering: .sequentiallyConsistent)
            return record.currentSample(for: record.id)
        }
    }
}
