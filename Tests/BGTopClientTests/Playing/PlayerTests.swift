import BackgroundWorkEvents
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import BGTopClient
@testable import BackgroundWorkWire

/// A recording is a process at work, at the moment where the playhead is.
struct PlayerTests {
    private let folder: TemporaryDirectory
    private let time = ManualTime()

    init() throws {
        self.folder = try TemporaryDirectory()
    }

    // MARK: - Playing

    @Test func `what happened comes when its time has come`() throws {
        let player = try self.player([1, 2, 2.5])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        #expect(self.read(subscription) == ["snapshot 0.0"])
        self.time.pass(.milliseconds(999))
        #expect(self.read(subscription) == ["time 0.5"])
        self.time.pass(.milliseconds(1))
        #expect(self.read(subscription) == ["report 1.0"])
        self.time.pass(.milliseconds(1_200))
        #expect(self.read(subscription) == ["time 1.5", "report 2.0"])
        self.time.pass(.seconds(10))
        #expect(player.status.ending == nil, "Nobody has been told all of it yet.")
        #expect(self.read(subscription) == ["report 2.5"])
        #expect(player.status.ending == "The recording ends here.")
        self.time.pass(.seconds(10))
        #expect(self.read(subscription) == [])
    }

    @Test func `what the clock says is where the playhead is`() throws {
        let player = try self.player([8])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        #expect(subscription.instant(at: self.time.now) == Self.second(0))
        self.time.pass(.seconds(1))
        player.faster()
        self.time.pass(.seconds(2))
        #expect(subscription.instant(at: self.time.now) == Self.second(5))
        player.pause()
        self.time.pass(.seconds(2))
        #expect(subscription.instant(at: self.time.now) == Self.second(5))
    }

    @Test func `that nothing happens is told, so that it does not look like a standstill`() throws {
        let player = try self.player([3_600])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seek(to: Self.second(3_599))
        var events: [TaskEvent] = []
        repeat { subscription.drain(into: &events) } while player.status.isBehind
        let steps = zip(events, events.dropFirst()).map { $1.at - $0.at }
        #expect(steps.allSatisfy { $0 > .zero && $0 <= .milliseconds(500) })
        #expect(Self.second(3_599) - (try #require(events.last)).at <= .milliseconds(500))
    }

    @Test func `who looks on is called when there is something to see`() throws {
        let player = try self.player([1, 4])
        let calls = Mutex(0)
        let subscription = player.subscribe(maximumBuffered: 1) { calls.withLock { $0 += 1 } }
        _ = self.read(subscription)
        self.time.pass(.milliseconds(900))
        #expect(calls.withLock(\.self) == 0)
        self.time.pass(.milliseconds(100))
        #expect(calls.withLock(\.self) == 1)
        _ = self.read(subscription)
        player.seek(to: Self.second(3))
        #expect(calls.withLock(\.self) == 2)
        _ = self.read(subscription)
        subscription.cancel()
        self.time.pass(.seconds(10))
        #expect(calls.withLock(\.self) == 2)
        #expect(self.read(subscription) == [])
    }

    @Test func `more than one can look on`() throws {
        let player = try self.player([1])
        let one = player.subscribe(maximumBuffered: 1) {}
        self.time.pass(.seconds(1))
        _ = self.read(one)
        let other = player.subscribe(maximumBuffered: 1) {}
        #expect(self.read(other) == ["snapshot 0.0", "time 0.5", "report 1.0"])
    }

    // MARK: - Jumping

    @Test func `who goes back is told so, and begins with the last snapshot before`() throws {
        let player = try self.player([1, 3, 4.25], snapshots: [2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.pause()
        player.seekToEnd()
        _ = self.read(subscription)
        player.seek(to: Self.second(3))
        #expect(self.read(subscription) == ["rewound", "snapshot 2.0", "time 2.5", "report 3.0"])
        player.seek(to: Self.second(1))
        #expect(self.read(subscription) == ["rewound", "snapshot 0.0", "time 0.5", "report 1.0"])
        player.seekToBeginning()
        #expect(self.read(subscription) == ["rewound", "snapshot 0.0"])
        player.seekToEnd()
        #expect(
            self.read(subscription).filter { !$0.hasPrefix("time") } == [
                "report 1.0", "snapshot 2.0", "report 3.0", "report 4.25",
            ]
        )
    }

    @Test func `nobody who has seen nothing yet is told that it was wound back`() throws {
        let player = try self.player([1, 2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seek(to: Self.second(2))
        player.seekToBeginning()
        #expect(self.read(subscription) == ["snapshot 0.0"])
    }

    @Test func `a jump over very much is taken in portions, and the clock goes along`() throws {
        let player = try self.player((1...120_000).map { Double($0) / 1_000 })
        let calls = Mutex(0)
        let subscription = player.subscribe(maximumBuffered: 1) { calls.withLock { $0 += 1 } }
        player.pause()
        player.seek(to: Self.second(119))
        var count = 0
        var portions = 0
        #expect(Tape.maximumPortion <= 4_096, "More takes so long to draw that keys have to wait.")
        while subscription.instant(at: self.time.now) < Self.second(119) || portions == 0 {
            var events: [TaskEvent] = []
            subscription.drain(into: &events)
            portions += 1
            count += events.count
            #expect(events.count <= Tape.maximumPortion)
            #expect(subscription.instant(at: self.time.now) == events.last?.at)
        }
        #expect(portions == (119_001 + Tape.maximumPortion - 1) / Tape.maximumPortion)
        #expect(count == 119_001)
        #expect(calls.withLock(\.self) == 1 + portions, "For the pause, the jump, and each time for what was left.")
        #expect(!player.status.isBehind)
    }

    @Test func `what is wanted between portions takes the place of the jump, from where it has come to`() throws {
        let player = try self.player((1...20_000).map { Double($0) / 1_000 })
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seekToEnd()
        #expect(self.read(subscription).count == Tape.maximumPortion)
        #expect(player.status.isBehind && player.status.ending == nil)
        let seen = subscription.instant(at: self.time.now)
        player.pause()
        #expect(player.position == seen)
        #expect(self.read(subscription) == [], "It is there, and nothing is taken back.")
        #expect(!player.status.isBehind)
        player.seekToEnd()
        _ = self.read(subscription)
        let later = subscription.instant(at: self.time.now)
        player.seek(by: .seconds(1))
        #expect(player.position == later + .seconds(1))
        player.seekToBeginning()
        #expect(self.read(subscription) == ["rewound", "snapshot 0.0"])
        #expect(!player.status.isBehind)
    }

    @Test func `what passes faster than it can be told is shown as far as it was, and slows down from there`() throws {
        let player = try self.player((1...20_000).map { Double($0) / 1_000 })
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.play(at: 64)
        self.time.pass(.seconds(1))
        _ = self.read(subscription)
        let seen = subscription.instant(at: self.time.now)
        #expect(seen < Self.second(20) && player.status.isBehind)
        player.play(at: 1)
        #expect(player.position == seen)
    }

    @Test func `much that tells nothing is passed in portions`() throws {
        let path = try self.path([1])
        let rest = Array(repeating: 0, count: 200_000) + FrameWriter.frames(self.reports([2]))[0]
        try self.folder.write(try self.folder.bytes("tape") + rest, to: "tape")
        let player = try Player(path, clock: self.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seekToEnd()
        var portions = [self.read(subscription)]
        while player.status.isBehind { portions.append(self.read(subscription)) }
        #expect(portions.count > 2)
        #expect(portions.flatMap(\.self) == ["snapshot 0.0", "time 0.5", "report 1.0", "time 1.5", "report 2.0"])
    }

    // MARK: - Stepping

    @Test func `a step goes to the next moment at which something happened`() throws {
        let player = try self.player([1, 1, 2.345])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.pause()
        _ = self.read(subscription)
        player.step(.next)
        #expect(self.read(subscription) == ["time 0.5", "report 1.0", "report 1.0"])
        player.step(.next)
        #expect(self.read(subscription).last == "report 2.345")
        player.step(.next)
        #expect(self.read(subscription) == [])
        #expect(player.position == Self.second(2.345))
    }

    @Test func `a step back goes to where something happened before, and the next one to what was before that`() throws {
        let player = try self.player([1, 1, 2, 5])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.pause()
        player.seek(to: Self.second(4))
        _ = self.read(subscription)
        for second in [2.0, 1, 0, 0] {
            player.step(.previous)
            #expect(player.position == Self.second(second))
            _ = self.read(subscription)
        }
        player.step(.next)
        #expect(player.position == Self.second(1))
    }

    @Test func `a step back from the end is told as any other way back`() throws {
        let player = try self.player([1, 2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        self.time.pass(.seconds(10))
        _ = self.read(subscription)
        player.step(.previous)
        #expect(player.status.ending == nil && player.status.isPaused)
        #expect(self.read(subscription) == ["rewound", "snapshot 0.0", "time 0.5", "report 1.0"])
    }

    @Test func `a step pauses, and waits for a jump to be seen`() throws {
        let player = try self.player([1, 2, 3])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        _ = self.read(subscription)
        player.seek(to: Self.second(2))
        player.seekToBeginning()
        player.step(.next)
        #expect(player.playhead.isPaused)
        #expect(player.position == Self.second(0))
        _ = self.read(subscription)
        player.step(.next)
        #expect(player.position == Self.second(1))
    }

    // MARK: - Several files

    @Test func `the files that were full are played before, as if they were one`() throws {
        try self.write([0, 1], to: "tape.2")
        try self.write([2, 3], to: "tape.1")
        try self.write([4, 5], to: "tape")
        let player = try Player(self.folder.path("tape"), clock: self.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.pause()
        #expect((player.status.beginning, player.status.end) == (Self.second(0), Self.second(5)))
        let all = ["report 1.0", "snapshot 2.0", "report 3.0", "snapshot 4.0", "report 5.0"]
        #expect(self.read(subscription) == ["snapshot 0.0"])
        player.seekToEnd()
        #expect(self.read(subscription).filter { !$0.hasPrefix("time") } == all)
        #expect(player.status.ending == "The recording ends here.")
        player.seek(to: Self.second(3))
        #expect(self.read(subscription) == ["rewound", "snapshot 2.0", "time 2.5", "report 3.0"])
        player.seekToEnd()
        #expect(self.read(subscription).filter { !$0.hasPrefix("time") } == Array(all.suffix(2)))
        player.seekToBeginning()
        #expect(self.read(subscription) == ["rewound", "snapshot 0.0"])
        player.seekToEnd()
        #expect(self.read(subscription).filter { !$0.hasPrefix("time") } == all)
    }

    @Test(arguments: [true, false])
    func `one that was killed between two files is played as far as it went`(hasNext: Bool) throws {
        try self.write([0, 1], to: "tape.1")
        if hasNext { try self.folder.write([UInt8](), to: "tape") }
        let player = try Player(self.folder.path("tape"), clock: self.time.clock)
        #expect(player.status.end == Self.second(1))
    }

    @Test func `a full file that is something else is named`() throws {
        try self.write([0, 1], to: "tape")
        try self.folder.write(Array("something else".utf8), to: "tape.1")
        let error = #expect(throws: RecordingError.self) { try Player(self.folder.path("tape"), clock: self.time.clock) }
        #expect(error?.description == "\(self.folder.path("tape.1")): It is not a recording of bgtop.")
    }

    @Test func `what a file repeats of the one before it is told once`() throws {
        let process = self.process(startedAt: 0)
        try self.write([0, 1, 2], to: "tape.1", of: process)
        try self.write([1.5, 2, 3], to: "tape", of: process)
        let player = try Player(self.folder.path("tape"), clock: self.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seekToEnd()
        let all = ["snapshot 0.0", "report 1.0", "report 2.0", "report 3.0"]
        #expect(self.read(subscription).filter { !$0.hasPrefix("time") } == all)
        player.seek(to: Self.second(2.5))
        #expect(self.read(subscription).first { $0.hasPrefix("snapshot") } == "snapshot 1.5")
    }

    @Test func `after a gap the next file begins with what is true, and so does that of another process`() throws {
        let process = self.process(startedAt: 0)
        let all = ["snapshot 1.5", "report 2.0", "report 3.0"]
        let gap = TaskEvent(at: Self.second(2), .gap(lost: 1))
        for (successor, rest) in [(process, [gap]), (self.process(startedAt: 1), [])] {
            try self.write([0, 1, 2], to: "tape.1", of: process, and: rest)
            try self.write([1.5, 2, 3], to: "tape", of: successor)
            let player = try Player(self.folder.path("tape"), clock: self.time.clock)
            let subscription = player.subscribe(maximumBuffered: 1) {}
            player.seekToEnd()
            #expect(self.read(subscription).filter { !$0.hasPrefix("time") }.suffix(3) == all[...])
        }
    }

    // MARK: - The end

    @Test func `one that is still being written is as long as what was told of it`() throws {
        let player = try self.player([1, 2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        try self.folder.append(FrameWriter.frames(self.reports([2.5, 3])).flatMap(\.self), to: "tape")
        #expect(player.status.end == Self.second(2))
        player.seekToEnd()
        #expect(self.read(subscription).last == "report 3.0")
        #expect(player.status.end == Self.second(3))
        #expect(subscription.instant(at: self.time.now) == Self.second(3))
        #expect(player.status.ending == "The recording ends here.")
        self.time.pass(.seconds(5))
        #expect(self.read(subscription) == [])
        player.seek(by: .seconds(-0.25))
        #expect(player.position == Self.second(2.75))
    }

    @Test func `a recording that was cut short says so`() throws {
        let path = try self.path([1, 2])
        let bytes = try self.folder.bytes("tape")
        try self.folder.write(bytes + FrameWriter.frames(self.reports([3]))[0].dropLast(), to: "tape")
        let player = try Player(path, clock: self.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seekToEnd()
        #expect(self.read(subscription).last == "report 2.0")
        #expect(
            player.status.ending == "The recording ends here, cut off: its writer was killed, or the disk was full."
        )
    }

    @Test func `one that is damaged says where`() throws {
        let path = try self.path([1, 2])
        let bytes = try self.folder.bytes("tape")
        try self.folder.write(bytes + Array(repeating: 0xff, count: 20), to: "tape")
        let player = try Player(path, clock: self.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.seekToEnd()
        #expect(self.read(subscription).last == "report 2.0")
        #expect(
            player.status.ending
                == "The recording ends here. \(path): It cannot be read beyond byte \(bytes.count), where it is damaged."
        )
        player.seekToBeginning()
        #expect(self.read(subscription) == ["rewound", "snapshot 0.0"])
    }

    @Test func `one without a snapshot has nothing to show`() throws {
        try self.folder.write(FrameWriter.frame(Hello(software: "test 1")), to: "tape")
        let error = #expect(throws: RecordingError.self) { try Player(self.folder.path("tape")) }
        #expect(
            error?.description
                == "\(self.folder.path("tape")): Nothing could be recorded in it before it was cut short."
        )
    }

    // MARK: -

    private static func second(_ second: Double) -> TaskInstant {
        TaskInstant(nanoseconds: 70_000_000_000) + .milliseconds(Int64((second * 1_000).rounded()))
    }

    /// A recording of reports that came at those seconds, with snapshots at the beginning and at others.
    private func player(_ reports: [Double], snapshots: [Double] = []) throws -> Player {
        try Player(try self.path(reports, snapshots: snapshots), clock: self.time.clock)
    }

    private func path(_ reports: [Double], snapshots: [Double] = []) throws -> String {
        let events = ([0] + snapshots).map { self.snapshot(at: $0) } + self.reports(reports)
        let frames = events.sorted { $0.at < $1.at }.portions.flatMap { FrameWriter.frames($0) }
        try self.folder.write(
            (FrameWriter.frame(Hello(software: "test 1")) + frames.flatMap(\.self)),
            to: "tape"
        )
        return self.folder.path("tape")
    }

    /// A file that begins with a snapshot at the first of the seconds, and has reports at the others.
    private func write(
        _ seconds: [Double],
        to name: String,
        of process: ProcessDescription? = nil,
        and rest: [TaskEvent] = []
    ) throws {
        let events = [self.snapshot(at: seconds[0], of: process)] + self.reports(Array(seconds.dropFirst())) + rest
        let frames = [FrameWriter.frame(Hello(software: "test 1", process: process))] + FrameWriter.frames(events)
        try self.folder.write(frames.flatMap(\.self), to: name)
    }

    private func reports(_ seconds: [Double]) -> [TaskEvent] {
        seconds.map { TaskEvent(at: Self.second($0), .lateReport(1)) }
    }

    private func process(startedAt second: Double) -> ProcessDescription {
        ProcessDescription(name: "taped", processID: 1, host: "here", user: "nobody", startedAt: Self.second(second))
    }

    private func snapshot(at second: Double, of process: ProcessDescription? = nil) -> TaskEvent {
        let at = Self.second(second)
        let snapshot = TaskSnapshot(
            process: process ?? self.process(startedAt: second),
            anchor: TimeAnchor(instant: at, nanosecondsSince1970: 0),
            totals: TaskTotals(),
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .accepting, since: at),
            live: []
        )
        return TaskEvent(at: at, .snapshot(snapshot))
    }

    private func read(_ subscription: any TaskEventSubscription) -> [String] {
        var events: [TaskEvent] = []
        subscription.drain(into: &events)
        return events.map { event in
            let second = (event.at - Self.second(0)) / .seconds(1)
            return switch event.kind {
            case .snapshot: "snapshot \(second)"
            case .lateReport: "report \(second)"
            case .sampled(let samples) where samples.isEmpty: "time \(second)"
            case .rewound: "rewound"
            default: "something else"
            }
        }
    }
}

extension [TaskEvent] {
    /// As they may have come: one by one, and where there are very many, many at once.
    fileprivate var portions: [[TaskEvent]] {
        let size = self.count > 1_000 ? 100 : 1
        return stride(from: 0, to: self.count, by: size).map { Array(self[$0..<Swift.min($0 + size, self.count)]) }
    }
}
