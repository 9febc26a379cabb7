import BackgroundWork
import BackgroundWorkEvents
import Dispatch
import Foundation
import Synchronization

/// Reads a subscription 60 times a second on a thread of its own, as a viewer would.
final class SubscriptionReader: Sendable {
    private static let interval: UInt32 = 1_000_000 / 60

    private let subscription: any TaskEventSubscription
    private let take: @Sendable ([TaskEvent]) -> Void
    /// A subscription is read by one thread at a time, and what was read is taken in that order.
    private let reading = Mutex(())
    private let isPaused = Atomic<Bool>(false)
    private let isOver = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)

    /// Subscribes, and reads the first snapshot: from here on every event is seen.
    ///
    /// - Parameters:
    ///   - maximumBuffered: For how many events there is room between one reading and the next.
    ///   - take: Gets what was read, even if that is nothing. Called on one thread at a time.
    init(_ tasks: BackgroundTasks, maximumBuffered: Int, take: @escaping @Sendable ([TaskEvent]) -> Void) {
        self.subscription = tasks.subscribe(maximumBuffered: maximumBuffered) {}
        self.take = take
        self.read()
        Thread.detachNewThread {
            while !self.isOver.load(ordering: .acquiring) {
                if !self.isPaused.load(ordering: .acquiring) { self.read() }
                usleep(Self.interval)
            }
            // What happened before the end was asked for is there by now.
            self.read()
            self.subscription.cancel()
            self.ended.signal()
        }
    }

    /// Reads what is there already.
    func read() {
        self.reading.withLock { _ in
            var events: [TaskEvent] = []
            self.subscription.drain(into: &events)
            self.take(events)
        }
    }

    /// Reads nothing by itself until this is taken back.
    func pause(_ isPaused: Bool = true) {
        self.isPaused.store(isPaused, ordering: .releasing)
    }

    /// Ends the subscription, once everything has been read.
    func end() {
        self.isOver.store(true, ordering: .releasing)
        self.ended.wait()
    }
}
