import BGTopLessons
import BGTopTeaching
import BackgroundWorkEvents
import Synchronization

@testable import BGTopDashboard

/// Two worlds of which is heard what a test wants, and what was done to them.
final class ScriptedWorlds: RunningWorlds, Sendable {
    private struct State {
        var news: [(World.Kind, WorldNews)]
        var signals = 0
        var ends = 0
    }

    let seed: UInt64
    private let state: Mutex<State>

    /// Both are at work.
    init(seed: UInt64) {
        self.seed = seed
        let begin = SimulatedWorlds()
        self.state = Mutex(
            State(news: World.Kind.allCases.flatMap { kind in begin.news(of: kind, until: .seconds(1)).map { (kind, $0) } })
        )
    }

    var signals: Int { self.state.withLock(\.signals) }
    var hasEnded: Bool { self.state.withLock { $0.ends > 0 } }

    func tell(_ news: [(World.Kind, WorldNews)]) { self.state.withLock { $0.news += news } }

    func news() -> [(World.Kind, WorldNews)] {
        self.state.withLock { state in
            defer { state.news = [] }
            return state.news
        }
    }

    func askToEnd() { self.state.withLock { $0.signals += 1 } }
    func end() { self.state.withLock { $0.ends += 1 } }
}
