import BGTopStore

/// How a person wants the dashboard: what is in the settings file, or the defaults.
struct Settings: Hashable, Sendable {
    var preferences = Preferences()
    /// From when on something is worth a warning.
    var thresholds = WarningThresholds()
    /// How much of what is over is remembered.
    var retention = Retention()
}

extension Model {
    init(viewer: Viewer, size: Size, settings: Settings) {
        let store = TaskStore(retention: settings.retention, thresholds: settings.thresholds)
        self.init(viewer: viewer, size: size, store: store)
        self.preferences = settings.preferences
    }
}
