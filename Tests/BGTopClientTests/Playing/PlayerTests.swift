import BackgroundWorkEvents
import Synchronization
import TestSupport
import Testing

@testable import BGTopClient
@testable import BackgroundWorkWire

/// A recording is a process at work, at the moment where the playhead is.
struct PlayerTests {
    private let deck: TapeDeck

    init() throws {
        self.deck = try TapeDeck()
    }

    // MARK: - Playing

    @Test func `what happened comes when its time has come`() throws {
        let player = try self.deck.player([1, 2, 2.5])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        #expect(self.deck.read(subscription) == ["snapshot 0.0"])
        self.deck.time.pass(.milliseconds(999))
        #expect(self.deck.read(subscription) == ["time 0.5"])
        self.deck.time.pass(.milliseconds(1))
        #expect(self.deck.read(subscription) == ["report 1.0"])
        self.deck.time.pass(.milliseconds(1_200))
        #expect(self.deck.read(subscription) == ["time 1.5", "report 2.0"])
        self.deck.time.pass(.seconds(10))
        #expect(player.status.ending == nil, "Nobody has been told all of it yet.")
        #expect(self.deck.read(subscription) == ["report 2.5"])
        #expect(player.status.ending == "The recording ends here.")
        self.deck.time.pass(.seconds(10))
        #expect(self.deck.read(subscription) == [])
    }

    @Test func `what the clock says is where the playhead is`() throws {
        let player = try self.deck.player([8])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        #expect(subscription.instant(at: self.deck.time.now) == TapeDeck.second(0))
        self.deck.time.pass(.seconds(1))
        player.perform(.faster)
        self.deck.time.pass(.seconds(2))
        #expect(subscription.instant(at: self.deck.time.now) == TapeDeck.second(5))
        player.perform(.pause)
        self.deck.time.pass(.seconds(2))
        #expect(subscription.instant(at: self.deck.time.now) == TapeDeck.second(5))
    }

    @Test func `that nothing happens is told, so that it does not look like a standstill`() throws {
        let player = try self.deck.player([3_600])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seek(to: TapeDeck.second(3_599)))
        var events: [TaskEvent] = []
        repeat { subscription.drain(into: &events) } while player.status.isBehind
        let steps = zip(events, events.dropFirst()).map { $1.at - $0.at }
        #expect(steps.allSatisfy { $0 > .zero && $0 <= .milliseconds(500) })
        #expect(TapeDeck.second(3_599) - (try #require(events.last)).at <= .milliseconds(500))
    }

    @Test func `who looks on is called when there is something to see`() throws {
        let player = try self.deck.player([1, 4])
        let calls = Mutex(0)
        let subscription = player.subscribe(maximumBuffered: 1) { calls.withLock { $0 += 1 } }
        _ = self.deck.read(subscription)
        self.deck.time.pass(.milliseconds(900))
        #expect(calls.withLock(\.self) == 0)
        self.deck.time.pass(.milliseconds(100))
        #expect(calls.withLock(\.self) == 1)
        _ = self.deck.read(subscription)
        player.perform(.seek(to: TapeDeck.second(3)))
        #expect(calls.withLock(\.self) == 2)
        _ = self.deck.read(subscription)
        subscription.cancel()
        self.deck.time.pass(.seconds(10))
        #expect(calls.withLock(\.self) == 2)
        #expect(self.deck.read(subscription) == [])
    }

    @Test func `more than one can look on`() throws {
        let player = try self.deck.player([1])
        let one = player.subscribe(maximumBuffered: 1) {}
        self.deck.time.pass(.seconds(1))
        _ = self.deck.read(one)
        let other = player.subscribe(maximumBuffered: 1) {}
        #expect(self.deck.read(other) == ["snapshot 0.0", "time 0.5", "report 1.0"])
    }

    // MARK: - Jumping

    @Test func `who goes back is told so, and begins with the last snapshot before`() throws {
        let player = try self.deck.player([1, 3, 4.25], snapshots: [2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.pause)
        player.perform(.seekToEnd)
        _ = self.deck.read(subscription)
        player.perform(.seek(to: TapeDeck.second(3)))
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 2.0", "time 2.5", "report 3.0"])
        player.perform(.seek(to: TapeDeck.second(1)))
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 0.0", "time 0.5", "report 1.0"])
        player.perform(.seekToBeginning)
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 0.0"])
        player.perform(.seekToEnd)
        #expect(
            self.deck.read(subscription).filter { !$0.hasPrefix("time") } == [
                "report 1.0", "snapshot 2.0", "report 3.0", "report 4.25",
            ]
        )
    }

    @Test func `nobody who has seen nothing yet is told that it was wound back`() throws {
        let player = try self.deck.player([1, 2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seek(to: TapeDeck.second(2)))
        player.perform(.seekToBeginning)
        #expect(self.deck.read(subscription) == ["snapshot 0.0"])
    }

    @Test func `a jump over very much is taken in portions, and the clock goes along`() throws {
        let player = try self.deck.player((1...120_000).map { Double($0) / 1_000 })
        let calls = Mutex(0)
        let subscription = player.subscribe(maximumBuffered: 1) { calls.withLock { $0 += 1 } }
        player.perform(.pause)
        player.perform(.seek(to: TapeDeck.second(119)))
        var count = 0
        var portions = 0
        #expect(Tape.maximumPortion <= 4_096, "More takes so long to draw that keys have to wait.")
        while subscription.instant(at: self.deck.time.now) < TapeDeck.second(119) || portions == 0 {
            var events: [TaskEvent] = []
            subscription.drain(into: &events)
            portions += 1
            count += events.count
            #expect(events.count <= Tape.maximumPortion)
            #expect(subscription.instant(at: self.deck.time.now) == events.last?.at)
        }
        #expect(portions == (119_001 + Tape.maximumPortion - 1) / Tape.maximumPortion)
        #expect(count == 119_001)
        #expect(calls.withLock(\.self) == 1 + portions, "For the pause, the jump, and each time for what was left.")
        #expect(!player.status.isBehind)
    }

    @Test func `what is wanted between portions takes the place of the jump, from where it has come to`() throws {
        let player = try self.deck.player((1...20_000).map { Double($0) / 1_000 })
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seekToEnd)
        #expect(self.deck.read(subscription).count == Tape.maximumPortion)
        #expect(player.status.isBehind && player.status.ending == nil)
        let seen = subscription.instant(at: self.deck.time.now)
        player.perform(.pause)
        #expect(player.position == seen)
        #expect(self.deck.read(subscription) == [], "It is there, and nothing is taken back.")
        #expect(!player.status.isBehind)
        player.perform(.seekToEnd)
        _ = self.deck.read(subscription)
        let later = subscription.instant(at: self.deck.time.now)
        player.perform(.move(by: .seconds(1)))
        #expect(player.position == later + .seconds(1))
        player.perform(.seekToBeginning)
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 0.0"])
        #expect(!player.status.isBehind)
    }

    @Test func `what passes faster than it can be told is shown as far as it was, and slows down from there`() throws {
        let player = try self.deck.player((1...20_000).map { Double($0) / 1_000 })
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.play(at: 64)
        self.deck.time.pass(.seconds(1))
        _ = self.deck.read(subscription)
        let seen = subscription.instant(at: self.deck.time.now)
        #expect(seen < TapeDeck.second(20) && player.status.isBehind)
        player.play(at: 1)
        #expect(player.position == seen)
    }

    @Test func `much that tells nothing is passed in portions`() throws {
        let path = try self.deck.path([1])
        let rest = Array(repeating: 0, count: 200_000) + FrameWriter.frames(self.deck.reports([2]))[0]
        try self.deck.folder.write(try self.deck.folder.bytes("tape") + rest, to: "tape")
        let player = try Player(path, clock: self.deck.time.clock)
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.seekToEnd)
        var portions = [self.deck.read(subscription)]
        while player.status.isBehind { portions.append(self.deck.read(subscription)) }
        #expect(portions.count > 2)
        #expect(portions.flatMap(\.self) == ["snapshot 0.0", "time 0.5", "report 1.0", "time 1.5", "report 2.0"])
    }

    // MARK: - Stepping

    @Test func `a step goes to the next moment at which something happened`() throws {
        let player = try self.deck.player([1, 1, 2.345])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.pause)
        _ = self.deck.read(subscription)
        player.perform(.step(.next))
        #expect(self.deck.read(subscription) == ["time 0.5", "report 1.0", "report 1.0"])
        player.perform(.step(.next))
        #expect(self.deck.read(subscription).last == "report 2.345")
        player.perform(.step(.next))
        #expect(self.deck.read(subscription) == [])
        #expect(player.position == TapeDeck.second(2.345))
    }

    @Test func `a step back goes to where something happened before, and the next one to what was before that`() throws {
        let player = try self.deck.player([1, 1, 2, 5])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        player.perform(.pause)
        player.perform(.seek(to: TapeDeck.second(4)))
        _ = self.deck.read(subscription)
        for second in [2.0, 1, 0, 0] {
            player.perform(.step(.previous))
            #expect(player.position == TapeDeck.second(second))
            _ = self.deck.read(subscription)
        }
        player.perform(.step(.next))
        #expect(player.position == TapeDeck.second(1))
    }

    @Test func `a step back from the end is told as any other way back`() throws {
        let player = try self.deck.player([1, 2])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        self.deck.time.pass(.seconds(10))
        _ = self.deck.read(subscription)
        player.perform(.step(.previous))
        #expect(player.status.ending == nil && player.status.isPaused)
        #expect(self.deck.read(subscription) == ["rewound", "snapshot 0.0", "time 0.5", "report 1.0"])
    }

    @Test func `a step pauses, and waits for a jump to be seen`() throws {
        let player = try self.deck.player([1, 2, 3])
        let subscription = player.subscribe(maximumBuffered: 1) {}
        _ = self.deck.read(subscription)
        player.perform(.seek(to: TapeDeck.second(2)))
        player.perform(.seekToBeginning)
        player.perform(.step(.next))
        #expect(player.playhead.isPaused)
        #expect(player.position == TapeDeck.second(0))
        _ = self.deck.read(subscription)
        player.perform(.step(.next))
        #expect(player.position == TapeDeck.second(1))
    }
}
