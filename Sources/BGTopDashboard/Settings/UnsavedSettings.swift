import BackgroundWorkEvents

/// What a person has changed and is not in the file yet. A change is saved at once, since nobody knows how soon a signal ends the
/// process; but who goes through the columns with a key held down writes the file once a second.
struct UnsavedSettings {
    private static let interval: Duration = .seconds(1)

    private var changes: [SettingsChange] = []
    private var savedAt: TaskInstant?

    mutating func add(_ changes: [SettingsChange]) {
        self.changes.removeAll { earlier in changes.contains { $0.path == earlier.path } }
        self.changes += changes
    }

    /// What is to be saved at `now`; at the end, with nil, all there is.
    mutating func take(at now: TaskInstant?) -> [SettingsChange] {
        guard !self.changes.isEmpty else { return [] }
        if let now {
            if let savedAt, now < savedAt + Self.interval { return [] }
            self.savedAt = now
        }
        defer { self.changes = [] }
        return self.changes
    }
}
