import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Synchronization
import TestSupport
import Testing

/// The stream, read synchronously. Tasks that are not run make exactly the events that a test asks for: each submission one, each
/// refusal one, each cancellation in the queue two.
@Suite(.timeLimit(.minutes(30)))
struct SubscriptionTests {
    let tasks = BackgroundTasks(
        configuration: .init(maximumRunning: 1, maximumQueued: 5),
        logger: .silent,
        timer: ManualTimer()
    )

    @Test func `a subscription begins with a snapshot, and goes on with what changes`() throws {
        let first = try #require(try self.tasks.addUnlessFull("first") {})
        let reader = StreamReader(self.tasks)
        let second = try #require(try self.tasks.addUnlessFull("second") {})
        #expect(reader.read().map(\.gist) == ["snapshot of 2"], "what came before the first reading is part of it")
        second.cancel()
        #expect(reader.read().map(\.gist) == ["cancelRequested 2 its handle", "finished 2 cancelled"])
        #expect(reader.read().isEmpty)
        #expect(reader.ledger.live.keys.map(\.self) == [first.id])
    }

    @Test func `any number of subscribers hear the same`() throws {
        let readers = (0..<20).map { _ in StreamReader(self.tasks) }
        for reader in readers { reader.read() }
        for index in 0..<8 { _ = try self.tasks.addUnlessFull("task \(index)") {}?.cancel() }
        let heard = readers.map { $0.read().map(\.gist) }
        #expect(heard[0].count == 24)
        #expect(Set(heard) == [heard[0]])
    }

    @Test func `a subscriber that comes late begins where things stand`() throws {
        let early = StreamReader(self.tasks)
        for _ in 0..<3 { _ = try self.tasks.addUnlessFull("task") {} }
        let late = StreamReader(self.tasks)
        late.read()
        early.read()
        #expect(late.ledger.live.keys.sorted() == early.ledger.live.keys.sorted())
        #expect(late.ledger.totals == early.ledger.totals)
    }

    @Test(arguments: [1, 2, 5, 100])
    func `a full buffer keeps a prefix, counts exactly what follows, and goes on behind a fresh snapshot`(
        maximumBuffered: Int
    ) throws {
        let reference = StreamReader(self.tasks)
        let slow = StreamReader(self.tasks, maximumBuffered: maximumBuffered)
        reference.read()
        slow.read()
        for index in 0..<40 { _ = try self.tasks.addUnlessFull("task \(index)") {} }
        let all = reference.read()
        let seen = slow.read()
        if all.count <= maximumBuffered {
            #expect(seen.map(\.gist) == all.map(\.gist))
        } else {
            #expect(seen.prefix(maximumBuffered).map(\.gist) == all.prefix(maximumBuffered).map(\.gist))
            let gist = seen.dropFirst(maximumBuffered).map(\.gist)
            #expect(gist == ["gap of \(all.count - maximumBuffered)", "snapshot of 5"])
        }
        #expect(slow.ledger.totals == self.tasks.totals)
        #expect(slow.ledger.violations == [])
        _ = try self.tasks.addUnlessFull("after") {}
        #expect(slow.read().map(\.gist) == ["rejected after full"])
    }

    @Test func `a buffer that is exactly full has lost nothing`() throws {
        let reader = StreamReader(self.tasks, maximumBuffered: 3)
        reader.read()
        for _ in 0..<3 { _ = try self.tasks.addUnlessFull("task") {} }
        #expect(reader.read().map(\.gist) == ["submitted 1", "submitted 2", "submitted 3"])
    }

    @Test func `a slow subscriber loses its own events and nobody else's`() throws {
        let slow = StreamReader(self.tasks, maximumBuffered: 1)
        let fast = StreamReader(self.tasks)
        slow.read()
        fast.read()
        for _ in 0..<10 {
            _ = try self.tasks.addUnlessFull("task") {}
            #expect(fast.read().count == 1)
        }
        #expect(slow.read().map(\.gist) == ["submitted 1", "gap of 9", "snapshot of 5"])
        #expect(fast.ledger.gaps == [])
    }

    @Test func `one that never reads costs no memory that grows`() throws {
        let reader = StreamReader(self.tasks, maximumBuffered: 4)
        reader.read()
        for _ in 0..<10_000 { _ = try self.tasks.addUnlessFull("task") {} }
        #expect(reader.read().map(\.gist).suffix(2) == ["gap of 9996", "snapshot of 5"])
    }

    @Test func `a subscriber is told once that there is something to read`() throws {
        let calls = Counter()
        let reader = StreamReader(self.tasks, onReady: { calls.count() })
        reader.read()
        #expect(calls.value == 0)
        for _ in 0..<3 { _ = try self.tasks.addUnlessFull("task") {} }
        #expect(calls.value == 1, "it knows already")
        reader.read()
        _ = try self.tasks.addUnlessFull("task") {}
        #expect(calls.value == 2)
    }

    @Test func `who was cut off is told again after the snapshot`() throws {
        let calls = Counter()
        let reader = StreamReader(self.tasks, maximumBuffered: 1, onReady: { calls.count() })
        reader.read()
        for _ in 0..<3 { _ = try self.tasks.addUnlessFull("task") {} }
        reader.read()
        _ = try self.tasks.addUnlessFull("task") {}
        #expect(calls.value == 2)
        #expect(reader.read().map(\.gist) == ["submitted 4"])
    }

    @Test func `a cancelled subscription is told nothing more`() throws {
        let calls = Counter()
        let reader = StreamReader(self.tasks, onReady: { calls.count() })
        reader.read()
        reader.cancel()
        _ = try self.tasks.addUnlessFull("task") {}
        #expect(reader.read().isEmpty)
        #expect(calls.value == 0)
    }

    @Test func `onReady may do anything with the stream, even read it`() throws {
        let reader = Mutex<StreamReader?>(nil)
        reader.withLock { $0 = StreamReader(self.tasks) }
        let subscription = self.tasks.subscribe(maximumBuffered: 10) { reader.withLock { _ = $0?.read() } }
        var events: [TaskEvent] = []
        subscription.drain(into: &events)
        _ = try self.tasks.addUnlessFull("task") {}
        #expect(reader.withLock { $0?.events.map(\.gist) } == ["snapshot of 1"])
    }
}
