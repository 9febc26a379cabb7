extension SettingsFile {
    /// The file that `place` stands for; nil if settings are kept nowhere.
    ///
    /// - Parameter variable: The value of an environment variable.
    init?(_ place: Dashboard.Options.SettingsPlace, variable: (String) -> String? = { ProcessEnvironment[$0] }) {
        switch place {
        case .none: return nil
        case .file(let path): self.init(path)
        case .standard:
            guard let path = Self.standardPath(variable) else { return nil }
            self.init(path)
        }
    }

    /// Where settings are, as the XDG Base Directory Specification has it: a path that is not absolute is ignored.
    private static func standardPath(_ variable: (String) -> String?) -> String? {
        let isAbsolute = { (path: String) in path.hasPrefix("/") }
        if let folder = variable("XDG_CONFIG_HOME"), isAbsolute(folder) { return folder + "/bgtop/settings.json" }
        if let home = variable("HOME"), isAbsolute(home) { return home + "/.config/bgtop/settings.json" }
        return nil
    }

    private static let maximumLength = 48

    /// What a person calls it: in the home folder with a tilde, and of a long path the end.
    func name(variable: (String) -> String? = { ProcessEnvironment[$0] }) -> String {
        let home = (variable("HOME") ?? "") + "/"
        let name = home.count > 1 && self.path.hasPrefix(home) ? "~/" + self.path.dropFirst(home.count) : self.path
        return name.count > Self.maximumLength ? "…" + name.suffix(Self.maximumLength - 1) : name
    }
}
