/// A picture of a frame as it looks in a terminal window, as an SVG document: for documentation and for what people send around.
package struct FrameSVG: Sendable {
    package var frame: Frame
    package var palette: Palette
    /// What the picture shows, for people who do not see it.
    package var title: String

    private static let fontSize = 14.0
    private static let baseline = 13.5
    private static let padding = 14.0

    package init(_ frame: Frame, palette: Palette = .dark, title: String) {
        self.frame = frame
        self.palette = palette
        self.title = title
    }

    /// The document.
    package var document: String {
        let width = Double(self.frame.size.columns) * CellShape.width + 2 * Self.padding
        let height = Double(self.frame.size.rows) * CellShape.height + 2 * Self.padding
        let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        let box = "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(box) role=\"img\">",
            "<title>\(Self.escaped(self.title))</title>",
            "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"\(self.palette.background)\" "
                + "stroke=\"#808080\" stroke-opacity=\"0.5\"/>",
            "<g transform=\"translate(\(Self.number(Self.padding)) \(Self.number(Self.padding)))\" "
                + "font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" "
                + "font-size=\"\(Self.number(Self.fontSize))\" xml:space=\"preserve\" shape-rendering=\"crispEdges\">",
        ]
        for row in 0..<self.frame.size.rows {
            let runs = self.runs(row: row)
            lines += runs.compactMap { self.background(of: $0, row: row) }
            lines += runs.flatMap { self.foreground(of: $0, row: row) }
        }
        lines += ["</g>", "</svg>", ""]
        return lines.joined(separator: "\n")
    }

    /// Neighbouring cells of one style.
    private struct Run {
        var columns: Range<Int>
        var style: Style
    }

    private func runs(row: Int) -> [Run] {
        let cells = Array(self.frame.row(row))
        var runs: [Run] = []
        for (column, cell) in cells.enumerated() {
            if let last = runs.indices.last, runs[last].style == cell.style {
                runs[last].columns = runs[last].columns.lowerBound..<column + 1
            } else {
                runs.append(Run(columns: column..<column + 1, style: cell.style))
            }
        }
        return runs
    }

    private func background(of run: Run, row: Int) -> String? {
        let color = self.palette.colors(of: run.style).background
        guard color != self.palette.background else { return nil }
        return CellShape.Box(columns: Double(run.columns.count)).svg(column: run.columns.lowerBound, row: row, fill: color)
    }

    /// Text as text, so that it can be selected and searched, and blocks and lines as shapes, which no font leaves gaps between.
    private func foreground(of run: Run, row: Int) -> [String] {
        let cells = Array(self.frame.row(row))
        let color = self.palette.colors(of: run.style).foreground
        var elements: [String] = []
        var text = ""
        var columns = run.columns.lowerBound..<run.columns.lowerBound
        func finishText() {
            guard !text.isEmpty else { return }
            elements.append(self.text(text, columns: columns, row: row, style: run.style, fill: color))
            text = ""
        }
        for column in run.columns {
            let glyph = cells[column].glyph
            if let shape = CellShape(glyph) {
                finishText()
                elements += shape.boxes.map { $0.svg(column: column, row: row, fill: color) }
            } else if glyph.isRightHalf {
                // Fonts do not agree on how wide a wide character is: it stands alone.
                columns = columns.lowerBound..<column + 1
                finishText()
            } else if glyph != .space || run.style.attributes.contains(.underline) {
                // One blank is part of a text; several are a place to start anew, exactly in its column.
                let isWide = column + 1 < cells.count && cells[column + 1].glyph.isRightHalf
                if isWide || column - columns.upperBound > 1 { finishText() }
                if text.isEmpty { columns = column..<column }
                text += String(repeating: " ", count: column - columns.upperBound)
                text.unicodeScalars.append(contentsOf: glyph.scalars)
                columns = columns.lowerBound..<column + 1
            }
        }
        finishText()
        return elements
    }

    private func text(_ text: String, columns: Range<Int>, row: Int, style: Style, fill: String) -> String {
        var attributes = "x=\"\(Self.number(Double(columns.lowerBound) * CellShape.width))\""
        attributes += " y=\"\(Self.number(Double(row) * CellShape.height + Self.baseline))\""
        // Whatever font there is, each run takes exactly the columns that it has.
        attributes += " textLength=\"\(Self.number(Double(columns.count) * CellShape.width))\""
        attributes += " lengthAdjust=\"spacingAndGlyphs\" fill=\"\(fill)\""
        if style.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if style.attributes.contains(.dim) { attributes += " fill-opacity=\"0.65\"" }
        if style.attributes.contains(.underline) { attributes += " text-decoration=\"underline\"" }
        return "<text \(attributes)>\(Self.escaped(text))</text>"
    }
}

extension FrameSVG {
    /// At most two decimals and no more than needed.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        guard rest != 0 else { return "\(whole)" }
        let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
        return "\(whole).\(digits)"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in DisplayText(text).string.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
