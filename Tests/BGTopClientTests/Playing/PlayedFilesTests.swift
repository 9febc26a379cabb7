import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopClient
@testable import BackgroundWorkWire

/// A recording is played with all its files, to where they end.
struct PlayedFilesTests {
    private let deck: TapeDeck

    init() throws {
        self.deck = try TapeDeck()
    }

    // MARK: - Several files

    @Test func `the files that were full are played before, as if they were one`() throws {
        try self.deck.write([0, 1], to: "tape.2")
        try self.deck.write([2, 3], to: "tape.1")
        try self.deck.write([4, 5], to: "tape")
        let player = try Player(self.deck.folder.path("tape"), clock: self.deck.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.pause)
        #expect((player.status.beginning, player.status.end) == (TapeDeck.second(0), TapeDeck.second(5)))
        let all = ["report 1.0", "snapshot 2.0", "report 3.0", "snapshot 4.0", "report 5.0"]
        #expect(self.deck.read(subscription) == ["snapshot 0.0"])
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).filter { !$0.hasPrefix("time") } == all)
        #expect(player.status.ending == "The recording ends here.")
        player.perform(.seek(to: TapeDeck.second(3)))
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 2.0", "time 2.5", "report 3.0"])
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).filter { !$0.hasPrefix("time") } == Array(all.suffix(2)))
        player.perform(.seekToBeginning)
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 0.0"])
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).filter { !$0.hasPrefix("time") } == all)
    }

    @Test(arguments: [true, false])
    func `one that was killed between two files is played as far as it went`(hasNext: Bool) throws {
        try self.deck.write([0, 1], to: "tape.1")
        if hasNext { try self.deck.folder.write([UInt8](), to: "tape") }
        let player = try Player(self.deck.folder.path("tape"), clock: self.deck.time.clock)
        #expect(player.status.end == TapeDeck.second(1))
    }

    @Test func `a full file that is something else is named`() throws {
        try self.deck.write([0, 1], to: "tape")
        try self.deck.folder.write(Array("something else".utf8), to: "tape.1")
        let error = #expect(throws: RecordingError.self) {
            try Player(self.deck.folder.path("tape"), clock: self.deck.time.clock)
        }
        #expect(error?.description == "\(self.deck.folder.path("tape.1")): It is not a recording of bgtop.")
    }

    @Test func `what a file repeats of the one before it is told once`() throws {
        let process = self.deck.process(startedAt: 0)
        try self.deck.write([0, 1, 2], to: "tape.1", of: process)
        try self.deck.write([1.5, 2, 3], to: "tape", of: process)
        let player = try Player(self.deck.folder.path("tape"), clock: self.deck.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seekToEnd)
        let all = ["snapshot 0.0", "report 1.0", "report 2.0", "report 3.0"]
        #expect(self.deck.read(subscription).filter { !$0.hasPrefix("time") } == all)
        player.perform(.seek(to: TapeDeck.second(2.5)))
        #expect(self.deck.read(subscription).first { $0.hasPrefix("snapshot") } == "snapshot 1.5")
    }

    @Test func `after a gap the next file begins with what is true, and so does that of another process`() throws {
        let process = self.deck.process(startedAt: 0)
        let all = ["snapshot 1.5", "report 2.0", "report 3.0"]
        let gap = TaskEvent(at: TapeDeck.second(2), .gap(lost: 1))
        for (successor, rest) in [(process, [gap]), (self.deck.process(startedAt: 1), [])] {
            try self.deck.write([0, 1, 2], to: "tape.1", of: process, and: rest)
            try self.deck.write([1.5, 2, 3], to: "tape", of: successor)
            let player = try Player(self.deck.folder.path("tape"), clock: self.deck.time.clock)
            let subscription = player.subscribe(maximumBuffered: 1) {}
            player.perform(.seekToEnd)
            #expect(self.deck.read(subscription).filter { !$0.hasPrefix("time") }.suffix(3) == all[...])
        }
    }

    @Test(arguments: [0.0, 4])
    func `what a file repeats is told once, also where another process had begun the one before it`(start: Double) throws {
        let (first, second) = (self.deck.process(startedAt: start), self.deck.process(startedAt: 1))
        let successor = [self.deck.snapshot(at: 1.25, of: second)] + self.deck.reports([1.75, 2])
        try self.deck.write([start, start + 1], to: "tape.1", of: first, and: successor)
        try self.deck.write([1.5, 1.75, 2, 3], to: "tape", of: second)
        let player = try Player(self.deck.folder.path("tape"), clock: self.deck.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seekToEnd)
        let all = ["snapshot \(start)", "report \(start + 1)", "snapshot 1.25", "report 1.75", "report 2.0", "report 3.0"]
        #expect(self.deck.read(subscription).filter { !$0.hasPrefix("time") } == all)
    }

    // MARK: - The end

    @Test func `one that is still being written is as long as what was told of it`() throws {
        let player = try self.deck.player([1, 2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        try self.deck.folder.append(FrameWriter.frames(self.deck.reports([2.5, 3])).flatMap(\.self), to: "tape")
        #expect(player.status.end == TapeDeck.second(2))
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).last == "report 3.0")
        #expect(player.status.end == TapeDeck.second(3))
        #expect(subscription.instant(at: self.deck.time.now) == TapeDeck.second(3))
        #expect(player.status.ending == "The recording ends here.")
        self.deck.time.pass(.seconds(5))
        #expect(self.deck.read(subscription) == [])
        player.perform(.move(by: .seconds(-0.25)))
        #expect(player.position == TapeDeck.second(2.75))
    }

    @Test func `a recording that was cut short says so`() throws {
        let path = try self.deck.path([1, 2])
        let bytes = try self.deck.folder.bytes("tape")
        try self.deck.folder.write(bytes + FrameWriter.frames(self.deck.reports([3]))[0].dropLast(), to: "tape")
        let player = try Player(path, clock: self.deck.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).last == "report 2.0")
        #expect(
            player.status.ending == "The recording ends here, cut off: its writer was killed, or the disk was full."
        )
    }

    @Test func `one that is damaged says where`() throws {
        let path = try self.deck.path([1, 2])
        let bytes = try self.deck.folder.bytes("tape")
        try self.deck.folder.write(bytes + Array(repeating: 0xff, count: 20), to: "tape")
        let player = try Player(path, clock: self.deck.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).last == "report 2.0")
        #expect(
            player.status.ending
                == "The recording ends here. \(path): It cannot be read beyond byte \(bytes.count), where it is damaged."
        )
        player.perform(.seekToBeginning)
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 0.0"])
    }

    @Test func `one without a snapshot has nothing to show`() throws {
        try self.deck.folder.write(FrameWriter.frame(Hello(software: "test 1")), to: "tape")
        let error = #expect(throws: RecordingError.self) { try Player(self.deck.folder.path("tape")) }
        #expect(
            error?.description
                == "\(self.deck.folder.path("tape")): Nothing could be recorded in it before it was cut short."
        )
    }
}
