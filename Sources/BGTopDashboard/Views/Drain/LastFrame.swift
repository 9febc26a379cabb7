/// The last picture of a shutdown, as it stays in the terminal when the dashboard is gone.
enum LastFrame {
    /// Plain text of several lines; empty if there was no shutdown.
    static func text(of model: Model, size: Size, glyphs: Glyphs) -> String {
        guard model.hasDrain else { return "" }
        var last = model
        (last.tab, last.detail, last.overlay, last.message, last.frozen) = (.drain, nil, nil, nil, nil)
        last.size = size
        last.refresh()
        let frame = render(last, size: size, theme: Theme(hasColor: false, glyphs: glyphs))
        guard size.rows > 1 else { return "" }
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
