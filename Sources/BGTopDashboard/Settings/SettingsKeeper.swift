import BackgroundWorkEvents

/// Keeps the settings of one dashboard: writes down what is changed, when it is time to, and says what there is to say once.
struct SettingsKeeper {
    /// Nil where settings are kept nowhere.
    private let file: SettingsFile?
    private var unsaved = UnsavedSettings()
    /// What has not been said yet.
    private var pending: [String] = []
    private var said: Set<String> = []

    /// - Parameter problems: What was wrong when the settings were read.
    init(_ file: SettingsFile?, problems: [SettingsProblem] = []) {
        self.file = file
        self.note(problems)
    }

    /// The settings that are kept at a place, and who keeps them from now on.
    static func load(_ place: Dashboard.Options.SettingsPlace) -> (settings: Settings, keeper: SettingsKeeper) {
        let file = SettingsFile(place)
        let (settings, problems) = file?.load() ?? (Settings(), [])
        return (settings, SettingsKeeper(file, problems: problems))
    }

    mutating func remember(_ changes: [SettingsChange]) {
        self.unsaved.add(changes)
    }

    /// Saves what it is time to save.
    ///
    /// - Parameter now: Nil at the end, when there will be no other time.
    /// - Returns: What is to be said. What is still so the next time is not said again.
    mutating func save(at now: TaskInstant?) -> [String] {
        let changes = self.unsaved.take(at: now)
        if let file, !changes.isEmpty { self.note(file.save(changes)) }
        defer { self.pending = [] }
        return self.pending
    }

    private mutating func note(_ problems: [SettingsProblem]) {
        guard let name = self.file?.name() else { return }
        self.pending += problems.map { $0.words(file: name) }.filter { self.said.insert($0).inserted }
    }
}
