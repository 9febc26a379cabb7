package import BackgroundWorkEvents
package import BackgroundWorkWire
import Synchronization

/// Plays a recording: to whoever subscribes it is a process at work, at the moment where the playhead is.
///
/// Which moment that is can be changed at any time, by any thread: all subscriptions follow when they are next read. Where it goes
/// back they are told so (``TaskEvent/Kind/rewound``), and then what there was from the last snapshot before. What the viewer
/// would have seen of the time that is jumped over, or passes very fast, is seen: no time is left out.
package final class Player: TaskEventSource {
    /// Of whom the recording is.
    package let hello: Hello
    let clock: PlaybackClock
    private let recording: RecordingParts
    private let state: Mutex<State>

    struct State {
        var playhead: Playhead
        /// How many times it was wound back.
        var round = 0
        /// What is known of where the playhead is; nil between a jump and the next reading.
        var news: News?
        var readers: [ObjectIdentifier: @Sendable () -> Void] = [:]
    }

    /// What a reading has found.
    struct News {
        /// How many times the playhead had been wound back.
        let round: Int
        /// Up to when everything has been told.
        let reached: TaskInstant
        /// When the first event happened that was not told; nil where that is not known, or there is none.
        let nextEvent: TaskInstant?
        /// When the last one happened before the moment that was read for; nil where that is not known, or there is none.
        let previousEvent: TaskInstant?
        /// Why there is nothing more to be told, as a sentence; nil where there may be.
        let ending: String?
        /// Whether all was told that there is to be told of that moment.
        let isAll: Bool
    }

    /// Opens a recording, with the full files that belong to it, and begins to play it.
    ///
    /// - Throws: If it cannot be read, is none, or has nothing that could be shown.
    package init(_ path: String, clock: PlaybackClock = .system) throws(RecordingError) {
        let recording = try RecordingParts(path)
        let beginning = recording.beginning.at
        self.hello = recording.hello
        self.recording = recording
        self.clock = clock
        self.state = Mutex(State(playhead: Playhead(from: beginning, to: recording.end ?? beginning, at: clock.now())))
    }

    package var playhead: Playhead { self.state.withLock(\.playhead) }

    /// Where it is now.
    package var position: TaskInstant { self.playhead.position(at: self.clock.now()) }

    /// - Parameter speed: As of ``Playhead/play(at:from:)``.
    package func play(at speed: Double) { self.change { $0.play(at: speed, from: $1) } }

    /// Pauses, and goes to the next moment at which something happened, or to the one before. Does no more than pause while that is
    /// not known: between a jump and the next reading.
    private func step(_ direction: PlaybackCommand.Direction) {
        self.move { playhead, now, news in
            let position = playhead.position(at: now)
            switch direction {
            case .next: playhead.step(to: max(position, news?.nextEvent ?? position), at: now)
            case .previous: playhead.step(to: min(position, news?.previousEvent ?? position), at: now)
            }
        }
    }

    // MARK: - Subscriptions

    /// The subscriber reads from the recording by itself, so that nothing has to be kept for it, and nothing can be lost.
    package func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        let playback = Playback(of: self, tape: Tape(self.recording), onReady: onReady)
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

    func note(_ news: News) {
        let now = self.clock.now()
        self.state.withLock { state in
            guard state.round == news.round else { return }
            state.news = news
            // What is still being written goes on beyond what was its end when it was opened.
            state.playhead.extend(to: news.reached, at: now)
        }
    }

    // MARK: - Changes

    private func change(_ body: (inout Playhead, TaskInstant) -> Void) {
        self.move { playhead, now, _ in body(&playhead, now) }
    }

    /// Whatever was wanted before gives way: where not all was told up to the playhead, it goes on from what is seen.
    private func move(_ body: (inout Playhead, _ now: TaskInstant, _ news: News?) -> Void) {
        let now = self.clock.now()
        let readers = self.state.withLock { state in
            let old = state.playhead.position(at: now)
            if let news = state.news, !news.isAll { state.playhead.seek(to: news.reached, at: now) }
            body(&state.playhead, now, state.news)
            let position = state.playhead.position(at: now)
            if position < old { state.round += 1 }
            if position != old { state.news = nil }
            return Array(state.readers.values)
        }
        for onReady in readers { onReady() }
    }
}

extension Player: PlaybackControl {
    package var status: PlaybackStatus {
        let now = self.clock.now()
        return self.state.withLock { state in
            PlaybackStatus(
                beginning: state.playhead.beginning,
                end: state.playhead.end,
                speed: state.playhead.speed,
                isPaused: state.playhead.isPaused,
                isBehind: state.news?.isAll == false,
                ending: state.playhead.isAtEnd(at: now) ? state.news?.ending : nil
            )
        }
    }

    package func perform(_ command: PlaybackCommand) {
        switch command {
        case .pause: self.change { $0.pause(at: $1) }
        case .resume: self.change { $0.resume(at: $1) }
        case .step(let direction): self.step(direction)
        case .move(by: let distance): self.change { $0.seek(by: distance, at: $1) }
        case .seek(to: let instant): self.change { $0.seek(to: instant, at: $1) }
        case .seekToBeginning: self.change { $0.seek(to: $0.beginning, at: $1) }
        case .seekToEnd: self.change { $0.seek(to: $0.end, at: $1) }
        case .faster: self.change { $0.faster(at: $1) }
        case .slower: self.change { $0.slower(at: $1) }
        }
    }
}
