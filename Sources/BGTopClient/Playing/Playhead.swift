package import BackgroundWorkEvents

/// Where in a recording one is, while the clock goes on.
///
/// A value that reads no clock: each question and each change says what the viewer's own one shows.
package struct Playhead: Hashable, Sendable {
    /// The first and the last moment of the recording.
    package let beginning: TaskInstant
    package private(set) var end: TaskInstant
    /// How many seconds of the recording pass in one.
    package private(set) var speed = 1.0
    package private(set) var isPaused = false
    /// Where it was when something was last changed, and when that was.
    private var position: TaskInstant
    private var changedAt: TaskInstant

    /// At the beginning, and on its way.
    package init(from beginning: TaskInstant, to end: TaskInstant, at now: TaskInstant) {
        self.beginning = beginning
        self.end = max(beginning, end)
        self.position = beginning
        self.changedAt = now
    }

    package func position(at now: TaskInstant) -> TaskInstant {
        guard !self.isPaused, now > self.changedAt else { return self.position }
        return min(self.end, self.position + (now - self.changedAt) * self.speed)
    }

    package func isAtEnd(at now: TaskInstant) -> Bool { self.position(at: now) >= self.end }

    /// When it comes to a moment; nil where it never does by itself, and for one that it has come to.
    package func arrival(at instant: TaskInstant, after now: TaskInstant) -> TaskInstant? {
        guard !self.isPaused, instant <= self.end, instant > self.position(at: now) else { return nil }
        return max(now, self.changedAt) + (instant - self.position(at: now)) / self.speed
    }

    package mutating func pause(at now: TaskInstant) {
        self.settle(at: now)
        self.isPaused = true
    }

    package mutating func resume(at now: TaskInstant) {
        self.settle(at: now)
        self.isPaused = false
    }

    /// - Parameter speed: Is kept within ``PlaybackStatus/speeds``.
    package mutating func play(at speed: Double, from now: TaskInstant) {
        self.settle(at: now)
        self.speed = min(PlaybackStatus.speeds.upperBound, max(PlaybackStatus.speeds.lowerBound, speed))
    }

    package mutating func faster(at now: TaskInstant) { self.play(at: self.speed * 2, from: now) }
    package mutating func slower(at now: TaskInstant) { self.play(at: self.speed / 2, from: now) }

    /// Goes to a moment, or as near to it as the recording has one, and plays on from there if it was playing.
    package mutating func seek(to instant: TaskInstant, at now: TaskInstant) {
        self.settle(at: now)
        self.position = min(self.end, max(self.beginning, instant))
    }

    package mutating func seek(by distance: Duration, at now: TaskInstant) {
        self.seek(to: self.position(at: now) + distance, at: now)
    }

    /// Goes to a moment, and stays there.
    package mutating func step(to instant: TaskInstant, at now: TaskInstant) {
        self.pause(at: now)
        self.seek(to: instant, at: now)
    }

    /// Makes the recording end later: there was more in it than was known. Who is at its end goes along.
    package mutating func extend(to instant: TaskInstant, at now: TaskInstant) {
        guard instant > self.end else { return }
        let isAtEnd = self.isAtEnd(at: now)
        self.settle(at: now)
        self.end = instant
        if isAtEnd { self.position = instant }
    }

    private mutating func settle(at now: TaskInstant) {
        self.position = self.position(at: now)
        self.changedAt = max(now, self.changedAt)
    }
}
