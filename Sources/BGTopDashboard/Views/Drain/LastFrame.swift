/// The last picture of a shutdown, as it stays in the terminal when the dashboard is gone.
enum LastFrame {
    /// Plain text of several lines; empty if there was no shutdown. What is printed may be broken into more lines, so that a
    /// terminal that is too small for the dashboard gets the picture all the same.
    static func text(of model: Model, size: Size, glyphs: Glyphs) -> String {
        guard model.hasDrain else { return "" }
        let minimum = ScreenLayout.minimum
        let size = Size(columns: max(size.columns, minimum.columns), rows: max(size.rows, minimum.rows))
        var last = model
        (last.tab, last.detail, last.overlay, last.message, last.frozen) = (.drain, nil, nil, nil, nil)
        last.size = size
        last.releaseLists()
        last.refresh()
        let frame = render(last, size: size, theme: Theme(hasColor: false, glyphs: glyphs))
        // Without the keys, and without more than one blank line in a row.
        var lines: [String] = []
        for row in 0..<(size.rows - 1) {
            let line = frame.text(row: row)
            if !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
