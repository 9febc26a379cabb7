import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness
import Synchronization

/// A live subscriber that counts what it sees.
final class Watcher: Sendable {
    /// Room for every event of a run.
    private static let maximumBuffered = 1 << 20

    private final class Tally: Sendable {
        let counts = Mutex((finished: 0, lost: UInt64(0)))

        func count(_ events: [TaskEvent]) {
            self.counts.withLock { counts in
                for event in events {
                    switch event.kind {
                    case .finished: counts.finished += 1
                    case .gap(let lost): counts.lost += lost
                    default: break
                    }
                }
            }
        }
    }

    private let tally: Tally
    private let reader: SubscriptionReader

    /// Subscribes, and reads the first snapshot: from here on every event is seen.
    init(_ tasks: BackgroundTasks) {
        let tally = Tally()
        self.tally = tally
        self.reader = SubscriptionReader(tasks, maximumBuffered: Self.maximumBuffered) { tally.count($0) }
    }

    /// Ends the subscription, once everything has been read.
    ///
    /// - Throws: ``Unsound`` unless it has seen `finished` tasks end and lost nothing.
    func end(expecting finished: Int) throws {
        self.reader.end()
        let counts = self.tally.counts.withLock { $0 }
        guard counts.lost == 0 else { throw Unsound("the subscriber lost \(counts.lost) events") }
        guard counts.finished == finished else {
            throw Unsound("the subscriber saw \(counts.finished) of \(finished) tasks end")
        }
    }
}
