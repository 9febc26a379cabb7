package import BackgroundWorkEvents
package import BackgroundWorkWire
import Synchronization

/// Plays a recording: to whoever subscribes it is a process at work, at the moment where the playhead is.
///
/// Which moment that is can be changed at any time, by any thread: all subscriptions follow when they are next read. Where it goes
/// back they are told so (``TaskEvent/Kind/rewound``), and then what there was from the last snapshot before. What the viewer
/// would have seen of the time that is jumped over, or passes very fast, is seen: no time is left out.
package final class Player: TaskEventSource {
    /// How far a step goes.
    package enum Step: Hashable, Sendable {
        /// To the next moment at which something happened.
        case event
        /// To the next picture that a viewer, who makes ten a second, would have found changed.
        case picture
    }

    /// Of whom the recording is.
    package let hello: Hello
    let clock: PlaybackClock
    private let reader: RecordingReader
    private let state: Mutex<State>

    struct State {
        var playhead: Playhead
        /// How many times it was wound back.
        var round = 0
        /// When the first event happened that nobody was told of yet; nil where that is not known, or there is none.
        var nextEvent: TaskInstant?
        var readers: [ObjectIdentifier: @Sendable () -> Void] = [:]
    }

    /// Opens a recording, and begins to play it.
    ///
    /// - Throws: If it cannot be read, is none, or has nothing that could be shown.
    package init(_ path: String, clock: PlaybackClock = .system) throws(RecordingError) {
        var reader = try RecordingReader(path)
        let beginning = try reader.seekFirstSnapshot()
        self.hello = reader.hello
        self.reader = reader
        self.clock = clock
        self.state = Mutex(State(playhead: Playhead(from: beginning, to: reader.end ?? beginning, at: clock.now())))
    }

    package var playhead: Playhead { self.state.withLock(\.playhead) }

    /// Where it is now.
    package var position: TaskInstant { self.playhead.position(at: self.clock.now()) }

    package func pause() { self.change { $0.pause(at: $1) } }
    package func resume() { self.change { $0.resume(at: $1) } }
    package func faster() { self.change { $0.faster(at: $1) } }
    package func slower() { self.change { $0.slower(at: $1) } }
    package func play(at speed: Double) { self.change { $0.play(at: speed, from: $1) } }
    package func seek(to instant: TaskInstant) { self.change { $0.seek(to: instant, at: $1) } }
    package func seek(by distance: Duration) { self.change { $0.seek(by: distance, at: $1) } }
    package func seekToBeginning() { self.change { $0.seek(to: $0.beginning, at: $1) } }
    package func seekToEnd() { self.change { $0.seek(to: $0.end, at: $1) } }

    /// Pauses, and goes on to where something has happened. Does no more than pause while that is not known: between a jump and
    /// the next reading.
    package func step(to step: Step) {
        self.move { playhead, now, next in
            let position = playhead.position(at: now)
            guard let next, next > position else { return playhead.pause(at: now) }
            switch step {
            case .event: playhead.step(to: next, at: now)
            case .picture:
                let interval = Self.pictureInterval.clampedNanoseconds
                let pictures = max(0, (next - position).clampedNanoseconds - 1) / interval + 1
                playhead.step(to: position + Self.pictureInterval * Double(pictures), at: now)
            }
        }
    }

    private static let pictureInterval: Duration = .milliseconds(100)

    // MARK: - Subscriptions

    /// The subscriber reads from the recording by itself, so that nothing has to be kept for it, and nothing can be lost.
    package func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        let playback = Playback(of: self, tape: Tape(self.reader), onReady: onReady)
        self.state.withLock { $0.readers[ObjectIdentifier(playback)] = onReady }
        return playback
    }

    func forget(_ playback: ObjectIdentifier) {
        self.state.withLock { _ = $0.readers.removeValue(forKey: playback) }
    }

    /// What the playhead shows, and how often it was wound back.
    func reading() -> (playhead: Playhead, round: Int) {
        self.state.withLock { ($0.playhead, $0.round) }
    }

    func note(nextEvent: TaskInstant?, inRound round: Int) {
        self.state.withLock { state in
            if state.round == round { state.nextEvent = nextEvent }
        }
    }

    // MARK: - Changes

    private func change(_ body: (inout Playhead, TaskInstant) -> Void) {
        self.move { playhead, now, _ in body(&playhead, now) }
    }

    private func move(_ body: (inout Playhead, _ now: TaskInstant, _ next: TaskInstant?) -> Void) {
        let now = self.clock.now()
        let readers = self.state.withLock { state in
            let old = state.playhead.position(at: now)
            body(&state.playhead, now, state.nextEvent)
            if state.playhead.position(at: now) < old {
                state.round += 1
                state.nextEvent = nil
            }
            return Array(state.readers.values)
        }
        for onReady in readers { onReady() }
    }
}

extension RecordingReader {
    /// Makes ``next()`` begin with the first snapshot.
    ///
    /// - Returns: When it was taken.
    fileprivate mutating func seekFirstSnapshot() throws(RecordingError) -> TaskInstant {
        while self.index.snapshots.isEmpty, try self.next() != nil {}
        guard let first = self.index.snapshots.first else { throw .holdsNothing(self.path) }
        self.seek(to: first)
        return first.at
    }
}
