import BackgroundWorkEvents
import Synchronization

/// The tasks that have said something about themselves since they were last sampled, each once. Nothing is kept while nobody
/// samples: whoever comes to watch begins with a snapshot, which contains it.
final class SampleList: Sendable {
    private struct State {
        var records: [TaskRecord] = []
        var isTicking = false
    }

    private let state = Mutex(State())
    /// As ``State/isTicking``, for those who only want to know that nobody samples.
    private let isTicking = Atomic<Bool>(false)

    /// Whether somebody samples, and so watches; for a moment after the last one has gone as well.
    var hasReaders: Bool { self.isTicking.load(ordering: .acquiring) }

    /// Called before a new subscriber's snapshot is taken, so that what is said after that is sampled.
    ///
    /// - Returns: Whether the caller is to start the sampling; false if it goes on already.
    func startTicking() -> Bool {
        self.state.withLock { state in
            guard !state.isTicking else { return false }
            state.isTicking = true
            self.isTicking.store(true, ordering: .releasing)
            return true
        }
    }

    /// Ends the sampling.
    ///
    /// - Returns: What was listed meanwhile, to be let go without a lock: records hold on to everything.
    func stopTicking() -> [TaskRecord] {
        self.state.withLock { state in
            state.isTicking = false
            self.isTicking.store(false, ordering: .releasing)
            // Or they could never be listed again, for those who come to watch later; and under the lock, since one may come at once.
            for record in state.records { record.isOnSampleList.store(false, ordering: .sequentiallyConsistent) }
            defer { state.records = [] }
            return state.records
        }
    }

    /// - Returns: Whether the record is on the list; false where nobody samples.
    @discardableResult
    func insert(_ record: TaskRecord) -> Bool {
        guard self.hasReaders else { return false }
        guard !record.isOnSampleList.exchange(true, ordering: .acquiringAndReleasing) else { return true }
        return self.state.withLock { state in
            if state.isTicking {
                state.records.append(record)
            } else {
                record.isOnSampleList.store(false, ordering: .releasing)
            }
            return state.isTicking
        }
    }

    /// Empties the list.
    ///
    /// - Parameter others: Tasks that have said nothing, but of which something is to be told; each is listed once.
    func take(with others: [TaskRecord]) -> [TaskRecord] {
        let records = self.state.withLock { state in
            defer { state.records = [] }
            return state.records
        }
        // The flag goes down before the reading, so that what is said meanwhile is read next time.
        for record in records { record.isOnSampleList.store(false, ordering: .sequentiallyConsistent) }
        var known = Set(records.map(ObjectIdentifier.init))
        return records + others.filter { known.insert(ObjectIdentifier($0)).inserted }
    }
}
