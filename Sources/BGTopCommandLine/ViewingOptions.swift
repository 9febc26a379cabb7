package import ArgumentParser
package import BGTopDashboard

/// How a person wants to watch: the options of every command that shows a dashboard.
package struct ViewingOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "Whether the dashboard uses colour; auto heeds NO_COLOR.")
    package var color = ColorWish.auto

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What colours the dashboard has: \(ThemeName.choice). (default: default)", valueName: "name"),
        completion: .list(ThemeName.allCases.map(\.rawValue)),
        transform: Self.theme
    )
    package var theme: ThemeName?

    @OptionGroup package var glyphs: GlyphOptions

    @Flag(help: "Leave the mouse to the terminal, whose own selection of text works then; m in the dashboard takes it.")
    package var noMouse = false

    @Flag(help: "No pictures: what changes is told line by line, and single letters ask. For screen readers, or a pipe.")
    package var plain = false

    @Flag(help: "The dashboard can look, but change nothing.")
    package var readOnly = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The file with the dashboard's settings, which is written when you change one; none: start clean, keep nothing. "
                + "(default: bgtop/settings.json in $XDG_CONFIG_HOME or ~/.config)",
            valueName: "path"
        ),
        completion: .file(),
        transform: Self.settings
    )
    package var settings = Dashboard.Options.SettingsPlace.standard

    package var isASCII: Bool { self.glyphs.ascii }

    package init() {}

    /// - Parameter lines: Where the lines go of who wants no pictures.
    package func dashboardOptions(lines: StandardStream = .output) -> Dashboard.Options {
        Dashboard.Options(
            form: self.plain ? .lines(to: lines.rawValue) : .screen,
            color: self.color.dashboardOption,
            theme: self.theme,
            isASCII: self.isASCII,
            isReadOnly: self.readOnly,
            usesMouse: !self.noMouse,
            settings: self.settings
        )
    }

    /// Reads the name of a theme. Of any other, the command line says which there are.
    @Sendable
    private static func theme(_ name: String) throws -> ThemeName {
        guard let theme = ThemeName(rawValue: name) else { throw ValidationError("it must be \(ThemeName.choice).") }
        return theme
    }

    /// Reads where settings are. A file that is called `none` is `./none`.
    @Sendable
    private static func settings(_ text: String) throws -> Dashboard.Options.SettingsPlace {
        guard !text.isEmpty else { throw ValidationError("it must be the path of a file, or none.") }
        return text == "none" ? .none : .file(text)
    }
}

extension ColorWish {
    fileprivate var dashboardOption: Dashboard.Options.Color {
        switch self {
        case .auto: .automatic
        case .always: .always
        case .never: .never
        }
    }
}
