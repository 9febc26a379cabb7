import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness
import Dispatch
import Foundation
import Synchronization

/// A live subscriber: drains 60 times a second on a thread of its own, as a dashboard would, and counts what it sees.
final class Watcher: Sendable {
    /// Room for every event of a run.
    private static let maximumBuffered = 1 << 20
    private static let interval: UInt32 = 1_000_000 / 60

    private struct Tally {
        var finished = 0
        var lost: UInt64 = 0
    }

    private let subscription: any TaskEventSubscription
    private let tally = Mutex(Tally())
    private let isOver = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)

    /// Subscribes, and reads the first snapshot: from here on every event is seen.
    init(_ tasks: BackgroundTasks) {
        self.subscription = tasks.subscribe(maximumBuffered: Self.maximumBuffered) {}
        self.drain()
        Thread.detachNewThread {
            while !self.isOver.load(ordering: .acquiring) {
                self.drain()
                usleep(Self.interval)
            }
            // What happened before the end was asked for is there by now.
            self.drain()
            self.subscription.cancel()
            self.ended.signal()
        }
    }

    /// Ends the subscription, once everything has been read.
    ///
    /// - Throws: ``Unsound`` unless it has seen `finished` tasks end and lost nothing.
    func end(expecting finished: Int) throws {
        self.isOver.store(true, ordering: .releasing)
        self.ended.wait()
        let tally = self.tally.withLock { $0 }
        guard tally.lost == 0 else { throw Unsound("the subscriber lost \(tally.lost) events") }
        guard tally.finished == finished else {
            throw Unsound("the subscriber saw \(tally.finished) of \(finished) tasks end")
        }
    }

    private func drain() {
        var events: [TaskEvent] = []
        self.subscription.drain(into: &events)
        self.tally.withLock { tally in
            for event in events {
                switch event.kind {
                case .finished: tally.finished += 1
                case .gap(let lost): tally.lost += lost
                default: break
                }
            }
        }
    }
}
