import BackgroundWorkEvents
import Testing

@testable import BGTopClient

/// Where one is in a recording of ten seconds, the first of which is the 100th of its clock.
struct PlayheadTests {
    private let start = TaskInstant(nanoseconds: 7_000_000_000)
    private var playhead: Playhead

    init() {
        self.playhead = Playhead(from: Self.second(100), to: Self.second(110), at: self.start)
    }

    @Test func `it goes on with the clock, and stops at the end`() {
        #expect(self.position(after: 0) == 0)
        #expect(self.position(after: 2.5) == 2.5)
        #expect(self.position(after: 10) == 10)
        #expect(self.position(after: 1_000) == 10)
        #expect(!self.playhead.isAtEnd(at: self.local(9.9)))
        #expect(self.playhead.isAtEnd(at: self.local(10)))
    }

    @Test func `a clock that goes back takes it nowhere`() {
        #expect(self.position(after: -3) == 0)
    }

    @Test mutating func `while it is paused it stays, and goes on from there`() {
        self.playhead.pause(at: self.local(2))
        #expect(self.playhead.isPaused)
        #expect(self.position(after: 5) == 2)
        self.playhead.resume(at: self.local(6))
        #expect(self.position(after: 7) == 3)
    }

    @Test mutating func `speed counts from when it was set`() {
        self.playhead.faster(at: self.local(1))
        #expect(self.playhead.speed == 2)
        #expect(self.position(after: 3) == 5)
        self.playhead.play(at: 0.5, from: self.local(3))
        #expect(self.position(after: 5) == 6)
    }

    @Test mutating func `speed has its limits`() {
        for _ in 0..<20 { self.playhead.faster(at: self.start) }
        #expect(self.playhead.speed == 64)
        for _ in 0..<20 { self.playhead.slower(at: self.start) }
        #expect(self.playhead.speed == 0.25)
    }

    @Test mutating func `it goes wherever there is something, forth and back, and plays on`() {
        self.playhead.seek(to: Self.second(108), at: self.local(1))
        #expect(self.position(after: 2) == 9)
        self.playhead.seek(by: .seconds(-4), at: self.local(2))
        #expect(self.position(after: 2) == 5)
        self.playhead.seek(to: Self.second(50), at: self.local(2))
        #expect(self.position(after: 2) == 0)
        self.playhead.seek(to: Self.second(500), at: self.local(2))
        #expect(self.position(after: 2) == 10)
        self.playhead.seek(by: .seconds(-1), at: self.local(2))
        #expect(self.position(after: 2.5) == 9.5)
    }

    @Test mutating func `who jumps while it is paused stays where he has jumped to`() {
        self.playhead.pause(at: self.local(1))
        self.playhead.seek(to: Self.second(104), at: self.local(2))
        #expect(self.position(after: 5) == 4)
        #expect(self.playhead.isPaused)
    }

    @Test mutating func `a step stops there, and no step leads out of the recording`() {
        self.playhead.step(to: Self.second(103), at: self.local(1))
        #expect(self.playhead.isPaused)
        #expect(self.position(after: 9) == 3)
        self.playhead.step(to: Self.second(101), at: self.local(9))
        #expect(self.position(after: 9) == 1)
        self.playhead.step(to: Self.second(999), at: self.local(9))
        #expect(self.position(after: 9) == 10)
    }

    @Test mutating func `when it will come to a moment is known, unless it never does`() {
        self.playhead.play(at: 4, from: self.start)
        #expect(self.playhead.arrival(at: Self.second(108), after: self.start) == self.local(2))
        #expect(self.playhead.arrival(at: Self.second(108), after: self.local(1)) == self.local(2))
        #expect(self.playhead.arrival(at: Self.second(104), after: self.local(1)) == nil, "It is there.")
        #expect(self.playhead.arrival(at: Self.second(111), after: self.start) == nil)
        self.playhead.pause(at: self.local(1))
        #expect(self.playhead.arrival(at: Self.second(108), after: self.local(1)) == nil)
    }

    @Test mutating func `where there is more than was known, whoever is at the end goes along`() {
        self.playhead.extend(to: Self.second(104), at: self.local(1))
        #expect(self.playhead.end == Self.second(110), "Nothing becomes shorter.")
        self.playhead.extend(to: Self.second(111), at: self.local(2))
        #expect(self.position(after: 2) == 2)
        self.playhead.extend(to: Self.second(115), at: self.local(99))
        #expect(self.playhead.end == Self.second(115))
        #expect(self.position(after: 99) == 15)
    }

    @Test func `a recording of one moment is at its end`() {
        let playhead = Playhead(from: Self.second(5), to: Self.second(3), at: self.start)
        #expect(playhead.isAtEnd(at: self.start))
        #expect(playhead.position(at: self.local(3)) == Self.second(5))
    }

    private static func second(_ second: Int64) -> TaskInstant { TaskInstant(nanoseconds: second * 1_000_000_000) }

    private func local(_ seconds: Double) -> TaskInstant { self.start + .milliseconds(Int64(seconds * 1_000)) }

    /// In seconds from the beginning.
    private func position(after seconds: Double) -> Double {
        (self.playhead.position(at: self.local(seconds)) - self.playhead.beginning) / .seconds(1)
    }
}
