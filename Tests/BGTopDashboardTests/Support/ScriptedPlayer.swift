import BackgroundWorkEvents
import Synchronization

@testable import BGTopDashboard

/// Plays half a minute in which nothing happens after the beginning, stands still by itself, and notes what is asked of it. What it has
/// to tell it tells in portions.
final class ScriptedPlayer: TaskEventSource, PlaybackControl {
    private struct State {
        var portions: [[TaskEvent]]
        var commands: [PlaybackCommand] = []
        var position: TaskInstant
        var isPaused = false
    }

    private let beginning: TaskInstant
    private let state: Mutex<State>

    init(_ portions: [TaskEvent]..., at beginning: TaskInstant) {
        self.beginning = beginning
        self.state = Mutex(State(portions: portions, position: beginning))
    }

    /// How many portions have not been told.
    var left: Int { self.state.withLock(\.portions.count) }

    var commands: [PlaybackCommand] { self.state.withLock(\.commands) }

    var status: PlaybackStatus {
        PlaybackStatus(
            beginning: self.beginning,
            end: self.beginning + .seconds(30),
            isPaused: self.state.withLock(\.isPaused),
            isBehind: self.left > 0
        )
    }

    func perform(_ command: PlaybackCommand) {
        self.state.withLock { state in
            state.commands.append(command)
            switch command {
            case .move(by: let distance): state.position = state.position + distance
            case .pause: state.isPaused = true
            default: break
            }
        }
    }

    func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        Subscription(player: self)
    }

    private final class Subscription: TaskEventSubscription {
        let player: ScriptedPlayer

        init(player: ScriptedPlayer) {
            self.player = player
        }

        func drain(into events: inout [TaskEvent]) {
            events += self.player.state.withLock { state in
                state.portions.isEmpty ? [] : state.portions.removeFirst()
            }
        }

        func instant(at local: TaskInstant) -> TaskInstant { self.player.state.withLock(\.position) }
        func cancel() {}
    }
}
