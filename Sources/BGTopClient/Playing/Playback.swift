import BackgroundWorkEvents
import Synchronization

/// One viewer's reading of a recording that is played.
final class Playback: TaskEventSubscription {
    private struct State {
        var tape: Tape
        /// Up to when the tape has been told, where it is behind the playhead.
        var reached: TaskInstant?
        /// When the viewer will be called.
        var callAt: TaskInstant?
        var isCancelled = false
    }

    private let player: Player
    private let onReady: @Sendable () -> Void
    private let state: Mutex<State>

    init(of player: Player, tape: Tape, onReady: @escaping @Sendable () -> Void) {
        self.player = player
        self.onReady = onReady
        self.state = Mutex(State(tape: tape))
    }

    deinit {
        self.cancel()
    }

    func drain(into events: inout [TaskEvent]) {
        let (playhead, round) = self.player.reading()
        let now = self.player.clock.now()
        let position = playhead.position(at: now)
        let isEnd = playhead.isAtEnd(at: now)
        var told = events
        events = []
        let news: Player.News? = self.state.withLock { state in
            guard !state.isCancelled else { return nil }
            let isAll = state.tape.tell(until: position, round: round, isEnd: isEnd, into: &told)
            state.reached = isAll ? nil : state.tape.reached
            return Player.News(
                round: round,
                reached: state.tape.reached ?? position,
                nextEvent: isAll ? state.tape.next?.at : nil,
                previousEvent: state.tape.lastMoment(before: position),
                ending: isEnd && isAll ? state.tape.ending : nil,
                isAll: isAll
            )
        }
        events = told
        guard let news else { return }
        self.player.note(news)
        if !news.isAll {
            self.onReady()
        } else if let call = playhead.arrival(at: min(news.nextEvent ?? playhead.end, playhead.end), after: now) {
            self.callViewer(at: call)
        }
    }

    func instant(at local: TaskInstant) -> TaskInstant {
        let position = self.player.playhead.position(at: local)
        return self.state.withLock { state in state.reached.map { min($0, position) } ?? position }
    }

    func cancel() {
        self.state.withLock { $0.isCancelled = true }
        self.player.forget(ObjectIdentifier(self))
    }

    private func callViewer(at instant: TaskInstant) {
        let isNew = self.state.withLock { state in
            if let callAt = state.callAt, callAt <= instant { return false }
            state.callAt = instant
            return true
        }
        guard isNew else { return }
        self.player.clock.call(instant) { [weak self] in
            guard let self else { return }
            let isHeard = self.state.withLock { state in
                state.callAt = nil
                return !state.isCancelled
            }
            if isHeard { self.onReady() }
        }
    }
}
