import BGTopStore
import BackgroundWork
import BackgroundWorkEvents
import Synchronization

/// A viewer such as the dashboard: folds all that happens into a store, and reads the sentence that matters.
final class StoreViewer: Sendable {
    /// As the dashboard's.
    private static let maximumBuffered = 65_536

    private final class Books: Sendable {
        let store = Mutex(TaskStore())

        func fold(_ events: [TaskEvent]) {
            self.store.withLock { store in
                for event in events { store.fold(event) }
                store.advance(to: TaskInstant(nanoseconds: Int64(Stopwatch.now * 1e9)))
                _ = store.headline
            }
        }
    }

    private let books: Books
    private let reader: SubscriptionReader

    init(_ tasks: BackgroundTasks) {
        let books = Books()
        self.books = books
        self.reader = SubscriptionReader(tasks, maximumBuffered: Self.maximumBuffered) { books.fold($0) }
    }

    /// Stands still, as a viewer does whose terminal is stopped, until this is taken back.
    func pause(_ isPaused: Bool = true) { self.reader.pause(isPaused) }

    /// Reads and folds what has happened by now.
    func catchUp() { self.reader.read() }

    /// What was made of all that happened.
    func end() -> TaskStore {
        self.reader.end()
        return self.books.store.withLock { $0 }
    }
}
