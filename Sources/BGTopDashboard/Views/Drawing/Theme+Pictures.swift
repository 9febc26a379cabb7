extension Theme {
    /// A low bar of `width` columns of which `fraction` is filled.
    func level(_ fraction: Double, width: Int, _ role: Role) -> StyledText {
        let level = self.glyphs.level(fraction, width: width)
        var text = StyledText(self, level, role)
        text.add(String(repeating: self.glyphs.track, count: max(0, width - level.count)), .muted)
        return text
    }

    /// A line of `width` columns that is full as far as something has got; lighter than a bar where there are many.
    func line(_ fraction: Double, width: Int) -> StyledText {
        let filled = max(0, min(width, Int((fraction * Double(width)).rounded(.down))))
        var text = StyledText(self, String(repeating: self.glyphs.line.full, count: filled), .meter)
        text.add(String(repeating: self.glyphs.line.thin, count: max(0, width - filled)), .muted)
        return text
    }
}
