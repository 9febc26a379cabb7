import BGTopStore

/// The line of views, and at its right what the one that is open shows.
struct TabsView {
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        var text = StyledText(canvas.theme, " ")
        for tab in self.model.tabs {
            let isOpen = tab == self.model.tab
            text.add("\(tab.rawValue)", .key)
            text.add(" \(tab.title)", isOpen ? .strong : .muted)
            if let count = self.count(of: tab) { text.add(" \(count)", .caution) }
            text.add("  ")
        }
        canvas.draw(text, in: area)
    }

    private func count(of tab: Tab) -> String? {
        guard tab == .warnings, !self.model.shown.warnings.isEmpty else { return nil }
        return "(\(self.model.shown.warnings.count))"
    }
}
