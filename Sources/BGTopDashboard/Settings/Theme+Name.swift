extension Theme {
    /// The theme of this name, nil being that of the usual one: the one place where a name becomes a theme.
    ///
    /// - Returns: Nil if no theme has this name.
    init?(named name: String?, hasColor: Bool = true, glyphs: Glyphs = .unicode) {
        switch name {
        case nil, "default": self.init(hasColor: hasColor, glyphs: glyphs)
        default: return nil
        }
    }
}
