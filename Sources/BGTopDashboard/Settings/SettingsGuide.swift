import BGTopStore

/// What can stand in the settings file, for the help: made from the lists by which it is read, so that it cannot be wrong.
enum SettingsGuide {
    static let sections: [(title: String, entries: [(String, String)])] = [
        ("Settings, a file in JSON", Self.general),
        ("In its group \"warnings\", times as \"500ms\", \"30s\", \"2m\"", Self.entries(Figure<WarningThresholds>.all)),
        ("In its group \"retention\"", Self.entries(Figure<Retention>.all)),
    ]

    private static let general: [(String, String)] = [
        (
            "where",
            "$XDG_CONFIG_HOME/bgtop/settings.json, or ~/.config/bgtop/settings.json; --settings names another one, or none"
        ),
        (
            "columns",
            "of \"tasks\", \"names\" and \"tree\" three lists: \"show\", \"hide\", and \"order\" with those that stand first"
        ),
        ("sort", "of \"tasks\" and \"names\": a column, such as \"BUSY\", or \"BUSY inverted\""),
        ("theme", "\(ThemeName.choice); --theme goes before it"),
    ]

    private static func entries<Group>(_ figures: [Figure<Group>]) -> [(String, String)] {
        figures.map { ($0.name, "\($0.explanation) (\($0.defaultText))") }
    }
}
