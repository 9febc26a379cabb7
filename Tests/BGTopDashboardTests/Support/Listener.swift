import BackgroundWorkEvents

@testable import BGTopDashboard

/// A person who listens to the dashboard instead of looking at it.
struct Listener {
    private var narrator: Narrator
    /// What the dashboard has wanted done so far.
    private(set) var effects: [Effect] = []

    init(viewer: Viewer = Scene.viewer) {
        self.narrator = Narrator(viewer: viewer)
    }

    /// - Returns: What is told of what has happened by `now`.
    @discardableResult
    mutating func hear(_ events: [TaskEvent] = [], at now: TaskInstant) -> [String] {
        self.take(self.narrator.take(events, at: now))
    }

    /// Types a line.
    ///
    /// - Returns: The answer.
    @discardableResult
    mutating func ask(_ line: String) -> [String] {
        self.take(self.narrator.answer(line))
    }

    private mutating func take(_ telling: Narrator.Telling) -> [String] {
        self.effects += telling.effects
        return telling.lines
    }
}
