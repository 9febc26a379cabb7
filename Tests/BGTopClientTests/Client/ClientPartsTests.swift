import BackgroundWorkEvents
import InMemoryLogging
import Logging
import NIOCore
import Synchronization
import Testing

@testable import BGTopClient
@testable import BackgroundWorkAgent

/// The small parts that the two sides are made of.
@Suite struct ClientPartsTests {
    private static func instant(_ seconds: Int64) -> TaskInstant { TaskInstant(nanoseconds: seconds * 1_000_000_000) }

    private static func event(_ kind: TaskEvent.Kind, at seconds: Int64 = 0) -> TaskEvent {
        TaskEvent(at: Self.instant(seconds), kind)
    }

    @Test func `the tries become rarer, but never rare, and are quick again after one that succeeded`() {
        var backoff = Backoff()
        let waits = (1...8).map { _ in backoff.next() }
        #expect(waits.first == .milliseconds(100))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(waits.last == .seconds(2))
        backoff.reset()
        #expect(backoff.next() == .milliseconds(100))
    }

    @Test func `of those who look for a successor the first to find one decides for all`() {
        let whereabouts = Whereabouts("/first")
        whereabouts.move(from: "/first", to: "/second")
        whereabouts.move(from: "/first", to: "/third")
        #expect(whereabouts.path == "/second")
        whereabouts.move(from: "/second", to: "/third")
        #expect(whereabouts.path == "/third")
    }

    @Test func `one machine has one clock; another one's is ahead or behind, and stands still while nothing is known`() {
        var clock = RemoteClock()
        clock.synchronize(Self.instant(100), with: Self.instant(101))
        #expect(clock.instant(at: Self.instant(105)) == Self.instant(105))
        clock.synchronize(Self.instant(10), with: Self.instant(101))
        #expect(clock.instant(at: Self.instant(105)) == Self.instant(14))
        clock.synchronize(Self.instant(900), with: Self.instant(101))
        #expect(clock.instant(at: Self.instant(102)) == Self.instant(901))
        clock.stop(at: Self.instant(103))
        clock.stop(at: Self.instant(104))
        #expect(clock.instant(at: Self.instant(200)) == Self.instant(902))
        clock.synchronize(Self.instant(1_000), with: Self.instant(201))
        #expect(clock.instant(at: Self.instant(202)) == Self.instant(1_001))
    }

    @Test func `a snapshot that came late makes no other machine of this one, nor sets its clock back for good`() {
        let inbox = EventInbox(maximum: 100) {}
        let add = { (kind: TaskEvent.Kind, instant: Int64, local: Int64) in
            _ = inbox.add([Self.event(kind, at: instant)], at: Self.instant(local)) {}
            return inbox.instant(at: Self.instant(local))
        }
        #expect(add(Self.snapshot(live: 0), 100, 130) == Self.instant(100))
        // What waited with it is as late.
        #expect(add(.gap(lost: 1), 101, 130) == Self.instant(101))
        #expect(add(.gap(lost: 1), 131, 131) == Self.instant(131))
        #expect(add(.gap(lost: 1), 131, 134) == Self.instant(134))
        // Another machine's is as far behind as what came the soonest says.
        #expect(add(Self.snapshot(live: 0), 10, 140) == Self.instant(10))
        #expect(add(.gap(lost: 1), 13, 141) == Self.instant(13))
        #expect(add(.gap(lost: 1), 13, 151) == Self.instant(23))
    }

    @Test func `so much may wait for a viewer, and no more comes until it has been taken`() {
        let calls = Atomic(0)
        let room = Atomic(0)
        let inbox = EventInbox(maximum: 3) { calls.add(1, ordering: .relaxed) }
        let add = { (count: Int) in
            let events = (0..<count).map { _ in Self.event(.gap(lost: 1)) }
            return inbox.add(events, at: Self.instant(0)) { room.add(1, ordering: .relaxed) }
        }
        #expect(add(2))
        #expect(!add(1))
        #expect(calls.load(ordering: .relaxed) == 1)
        #expect(room.load(ordering: .relaxed) == 0)
        var events: [TaskEvent] = []
        inbox.drain(into: &events)
        #expect(events.count == 3)
        #expect(room.load(ordering: .relaxed) == 1)
        #expect(add(1))
        #expect(calls.load(ordering: .relaxed) == 2)
    }

    @Test func `a snapshot weighs as much as what lives in it, and samples as much as there are`() {
        let sample = TaskSample(id: 1, progress: nil, annotations: [])
        for kind in [Self.snapshot(live: 3), .sampled([sample, sample, sample])] {
            let inbox = EventInbox(maximum: 4) {}
            #expect(!inbox.add([Self.event(kind)], at: Self.instant(0)) {})
        }
        #expect(EventInbox(maximum: 4) {}.add([Self.event(Self.snapshot(live: 2))], at: Self.instant(0)) {})
    }

    @Test func `a connection is made anew only once there is room for what it brings`() {
        let room = Atomic(0)
        let inbox = EventInbox(maximum: 2) {}
        inbox.whenRoom { room.add(1, ordering: .relaxed) }
        #expect(room.load(ordering: .relaxed) == 1)
        _ = inbox.add([Self.event(Self.snapshot(live: 1))], at: Self.instant(0)) {}
        inbox.whenRoom { room.add(10, ordering: .relaxed) }
        #expect(room.load(ordering: .relaxed) == 1)
        var events: [TaskEvent] = []
        inbox.drain(into: &events)
        #expect(room.load(ordering: .relaxed) == 11)
    }

    private static func snapshot(live count: UInt64) -> TaskEvent.Kind {
        .snapshot(
            TaskSnapshot(
                process: ProcessDescription(name: "shop", processID: 9, host: "here", user: "ann", startedAt: Self.instant(0)),
                anchor: TimeAnchor(instant: Self.instant(0), nanosecondsSince1970: 0),
                totals: TaskTotals(),
                capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
                drain: DrainStatus(phase: .accepting, since: Self.instant(0)),
                live: (0..<count).map { number in
                    let id = BackgroundTaskID(rawValue: 1 + number)
                    let task = TaskDescription(
                        id: id,
                        name: "mail",
                        location: .init(fileID: "Shop/Mail.swift", line: 3),
                        submittedAt: Self.instant(0)
                    )
                    let sample = TaskSample(id: id, progress: nil, annotations: [])
                    return LiveTask(task: task, state: .queued, rank: 0, startedAt: nil, cancellation: nil, sample: sample)
                }
            )
        )
    }

    @Test func `so many requests may come in a second`() {
        var allowance = Allowance(3, per: .seconds(1))
        let start = NIODeadline.uptimeNanoseconds(5_000_000_000)
        let moments = [start, start, start, start + .milliseconds(999), start + .seconds(1)]
        #expect(moments.map { allowance.take(at: $0) } == [true, true, true, false, true])
    }

    @Test func `who connects again and again fills no log`() {
        let handler = InMemoryLogHandler()
        var logger = Logger(label: "agent") { _ in handler }
        logger.logLevel = .notice
        let log = ViewerLog(logger, linesPerMinute: 2)
        let start = NIODeadline.uptimeNanoseconds(60_000_000_000)
        for seconds in [0, 1, 2, 3, 59, 60, 61] as [Int64] {
            log.write(.info, "attached", at: start + .seconds(seconds))
            log.write(.warning, "cut off after \(seconds) s", at: start + .seconds(seconds))
        }
        let leftOut = "Viewers give so much to log that the rest of this minute is left out."
        #expect(
            handler.entries.map { "\($0.message)" } == [
                "cut off after 0 s", "cut off after 1 s", leftOut, "cut off after 60 s", "cut off after 61 s",
            ]
        )
    }
}
