import BGTopStore
import BackgroundWorkEvents
import BackgroundWorkWire
import TestSupport
import Testing

@testable import BGTopClient

/// Record, replay and compare: what a store says of a recording is what it said of the process, field by field.
struct ReplayTests {
    private let folder: TemporaryDirectory
    private let retention = Retention(succeededRows: 40, unsuccessfulRows: 40, logLines: 20, auditEntries: 10, names: 3)

    init() throws {
        self.folder = try TemporaryDirectory()
    }

    @Test(arguments: UInt64(1)...4)
    func `what is read from a recording makes the store that the process made`(seed: UInt64) throws {
        var run = RandomRun(seed: seed)
        let readings = run.readings(150)
        var live = TaskStore(retention: self.retention)
        for reading in readings {
            for event in reading { live.fold(event) }
        }
        var reader = try RecordingReader(try self.folder.record(readings, to: "tape"))
        var replayed = TaskStore(retention: self.retention)
        while let events = try reader.next() {
            for event in events { replayed.fold(event) }
        }
        #expect(!reader.isCutShort)
        #expect(live.eventsLost > 0, "Nothing was lost.")
        #expect(live.finished.count > 40, "Little has happened.")
        self.compare(replayed, with: live, at: run.now)
    }

    @Test(arguments: UInt64(1)...4)
    func `so does a player, at whatever speed and with whatever pauses`(seed: UInt64) throws {
        var run = RandomRun(seed: seed)
        let readings = run.readings(100)
        var live = TaskStore(retention: self.retention)
        for reading in readings {
            for event in reading { live.fold(event) }
        }
        let time = ManualTime()
        let player = try Player(try self.folder.record(readings, to: "tape"), clock: time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        var random = SeededGenerator(seed: seed)
        var replayed = TaskStore(retention: self.retention)
        while player.status.ending == nil {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: player.perform(.faster)
            case 1: player.perform(.slower)
            case 2: player.perform(.pause)
            case 3, 4: player.perform(.step(.next))
            default: player.perform(.resume)
            }
            time.pass(.milliseconds(Int64.random(in: 0...200, using: &random)))
            replayed.fold(subscription, at: time.now)
        }
        self.compare(replayed, with: live, at: run.now, besides: StoreFacts.dependentOnLooks)
    }

    @Test(arguments: UInt64(1)...4)
    func `wherever one jumps to, one sees what was true there`(seed: UInt64) throws {
        var run = RandomRun(seed: seed, bufferSize: .max)
        let readings = run.readings(100)
        let events = readings.flatMap(\.self)
        let time = ManualTime()
        let player = try Player(try self.folder.record(readings, to: "tape"), clock: time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.pause)
        var random = SeededGenerator(seed: seed)
        var replayed = TaskStore(retention: self.retention)
        var backwards = 0
        for _ in 0..<12 {
            let target = try #require(events.randomElement(using: &random)).at
            if target < player.position { backwards += 1 }
            player.perform(.seek(to: target))
            #expect(player.position == target)
            replayed.fold(subscription, at: time.now)
            var live = TaskStore(retention: self.retention)
            for event in events where event.at <= target { live.fold(event) }
            #expect(replayed.now == target)
            guard target < player.playhead.end else { continue }
            self.compare(replayed, with: live, at: target, besides: StoreFacts.dependentOnLooks)
        }
        #expect(backwards > 1)
    }

    @Test func `of two stores of which one has missed an event, it is told what differs`() {
        var run = RandomRun(seed: 1)
        var (whole, partial) = (TaskStore(retention: self.retention), TaskStore(retention: self.retention))
        let events = run.readings(20).flatMap(\.self)
        let missed = events.lastIndex { if case .finished = $0.kind { true } else { false } }
        for (index, event) in events.enumerated() {
            whole.fold(event)
            if index != missed { partial.fold(event) }
        }
        #expect(StoreFacts(whole).differences(from: StoreFacts(whole)) == [])
        let differences = StoreFacts(whole).differences(from: StoreFacts(partial))
        for field in ["totals", "live", "finished"] {
            #expect(differences.contains { $0.hasPrefix("\(field): ") }, "\(field)")
        }
    }

    /// At the same moment, and after as much time as brings out whatever is still to come.
    private func compare(
        _ replayed: TaskStore,
        with live: TaskStore,
        at now: TaskInstant,
        besides passedOver: Set<String> = []
    ) {
        var (replayed, live) = (replayed, live)
        replayed.rest(at: now)
        live.rest(at: now)
        #expect(StoreFacts(replayed).differences(from: StoreFacts(live), besides: passedOver) == [])
    }
}
