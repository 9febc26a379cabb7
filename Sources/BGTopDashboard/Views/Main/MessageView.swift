/// What there is to say, above the keys: all of it, however narrow the screen. What lies above makes room meanwhile.
struct MessageView {
    private static let maximumRows = 4

    let message: Message

    func lines(width: Int, isASCII: Bool = false) -> [String] {
        // Of a long text only what could be seen is broken into lines.
        let text = DisplayText(self.message.text, maximumWidth: (width - 2) * Self.maximumRows, ascii: isASCII).string
        return Array(Paragraph.wrapped(text, width: max(1, width - 2)).prefix(Self.maximumRows))
    }

    func draw(on canvas: inout Canvas, in area: Area) {
        canvas.clear(area)
        let role: Role =
            switch self.message.tone {
            case .done: .good
            case .refused: .caution
            case .hint: .muted
            }
        let lines = self.lines(width: area.columns, isASCII: canvas.theme.glyphs.isASCII)
        canvas.draw(lines.map { StyledText(canvas.theme, " " + $0, role) }, in: area)
    }
}
