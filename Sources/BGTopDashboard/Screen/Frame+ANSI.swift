extension Frame {
    /// The frame as text with the escape sequences that every terminal of today uses for colours, one line a row, for a file
    /// or a pager. Each line ends in the terminal's own style, so that lines can be cut out.
    package func ansiText(colors: ColorSupport = .full) -> String {
        (0..<self.size.rows).map { self.ansiText(row: $0, colors: colors) }.joined(separator: "\n")
    }

    private func ansiText(row: Int, colors: ColorSupport) -> String {
        var line = ""
        var current = Style.plain
        let cells = self.row(row)
        let end = cells.lastIndex { $0 != .blank }.map { $0 + 1 } ?? cells.startIndex
        for cell in cells[..<end] where !cell.glyph.isRightHalf {
            let style = cell.style.reduced(to: colors)
            if style != current {
                line += style.selectGraphicRendition
                current = style
            }
            line.unicodeScalars.append(contentsOf: cell.glyph.scalars)
        }
        return current == .plain ? line : line + Style.plain.selectGraphicRendition
    }
}

extension Style {
    /// The sequence that selects this style, whatever was selected before.
    fileprivate var selectGraphicRendition: String {
        var codes = ["0"]
        if self.attributes.contains(.bold) { codes.append("1") }
        if self.attributes.contains(.dim) { codes.append("2") }
        if self.attributes.contains(.underline) { codes.append("4") }
        if self.attributes.contains(.reverse) { codes.append("7") }
        codes += Self.codes(self.foreground, base: 30)
        codes += Self.codes(self.background, base: 40)
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    /// The codes of a colour, where `base` is 30 for the foreground and 40 for the background.
    private static func codes(_ color: Color, base: Int) -> [String] {
        switch color {
        case .standard: []
        case .palette(let index) where index < 8: ["\(base + Int(index))"]
        case .palette(let index) where index < 16: ["\(base + 60 + Int(index) - 8)"]
        case .palette(let index): ["\(base + 8)", "5", "\(index)"]
        }
    }
}
