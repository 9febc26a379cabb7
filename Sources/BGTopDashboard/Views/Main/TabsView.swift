import BGTopStore

/// The line of views.
struct TabsView {
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        canvas.draw(self.text(canvas.theme), in: area)
    }

    func text(_ theme: Theme) -> StyledText {
        var text = StyledText(theme, " ")
        for tab in self.model.tabs {
            let isOpen = tab == self.model.tab
            let key = Key.character(Character("\(tab.rawValue)"))
            text.add("\(tab.rawValue)", .key, pressing: key)
            text.add(" \(tab.title)", isOpen ? .strong : .muted, pressing: key)
            if let count = self.count(of: tab) { text.add(" \(count)", .caution, pressing: key) }
            text.add("  ")
        }
        return text
    }

    private func count(of tab: Tab) -> String? {
        guard tab == .warnings, self.model.warnings.count > 0 else { return nil }
        return "(\(self.model.warnings.count))"
    }
}
