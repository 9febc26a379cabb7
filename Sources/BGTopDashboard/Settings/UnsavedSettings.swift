import BackgroundWorkEvents

/// What a person has changed and is not in the file yet: who goes through the columns with a key held down writes the file once.
struct UnsavedSettings {
    /// How long nothing has to be changed before it is saved.
    static let delay: Duration = .seconds(1)

    private var changes: [SettingsChange] = []
    private var dueAt: TaskInstant?

    mutating func add(_ changes: [SettingsChange], at now: TaskInstant) {
        self.changes.removeAll { earlier in changes.contains { $0.path == earlier.path } }
        self.changes += changes
        self.dueAt = now + Self.delay
    }

    /// What is to be saved by `now`; at the end, with nil, all there is.
    mutating func take(at now: TaskInstant?) -> [SettingsChange] {
        guard let dueAt, now.map({ $0 >= dueAt }) ?? true else { return [] }
        defer { self = UnsavedSettings() }
        return self.changes
    }
}
