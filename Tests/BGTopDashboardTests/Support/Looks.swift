@testable import BGTopDashboard

/// All that one picture looks like, as a text for people: the picture, a letter for the style of each cell, what the letters stand
/// for in each theme and without colour, and the picture in ASCII.
struct Looks {
    /// How the same picture can be coloured. What is in a cell is in it with each of them.
    static let themes = ThemeName.allCases.map { ($0.rawValue, Theme($0)) } + [("no colour", Theme(hasColor: false))]
    static let ascii = Theme(hasColor: false, glyphs: .ascii)

    private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    let text: String

    init(draw: (Theme) -> Frame) {
        let frames = Self.themes.map { draw($0.1) }
        self.text = [
            frames[0].text,
            "--- styles, by letter",
            Self.styles(of: frames),
            "--- in ASCII",
            draw(Self.ascii).text,
        ].joined(separator: "\n")
    }

    private static func styles(of frames: [Frame]) -> String {
        let plain = frames.map { _ in Style.plain }
        var letters: [[Style]: Character] = [plain: "."]
        var legend = [["-"] + Self.themes.map(\.0)]
        var unused = Self.letters.makeIterator()
        var lines: [String] = []
        for row in 0..<frames[0].size.rows {
            let rows = frames.map { $0.row(row).map(\.visibleStyle) }
            var line = ""
            for column in 0..<frames[0].size.columns {
                // Most cells look like the one before.
                if column > 0, let last = line.last, rows.allSatisfy({ $0[column] == $0[column - 1] }) {
                    line.append(last)
                    continue
                }
                let styles = rows.map { $0[column] }
                if letters[styles] == nil {
                    let letter = unused.next() ?? "?"
                    letters[styles] = letter
                    legend.append([String(letter)] + styles.map(\.words))
                }
                line.append(letters[styles] ?? "?")
            }
            while line.last == "." { line.removeLast() }
            lines.append(line)
        }
        let widths = legend[0].indices.map { column in (legend.map { $0[column].count }.max() ?? 0) + 2 }
        let table = legend.map { entry in
            let cells = zip(entry, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined().reversed().drop { $0 == " " }.reversed())
        }
        return (lines + table).joined(separator: "\n")
    }
}

extension Cell {
    private static let seenOnBlanks: Style.Attributes = [.reverse, .underline]

    /// A blank shows nothing of its style but its background.
    fileprivate var visibleStyle: Style {
        let isInvisible = self.glyph == .space && self.style.attributes.isDisjoint(with: Self.seenOnBlanks)
        return isInvisible ? Style(background: self.style.background) : self.style
    }
}

extension Style {
    fileprivate var words: String {
        var words: [String] = []
        if case .palette(let index) = self.foreground { words.append("colour \(index)") }
        if case .palette(let index) = self.background { words.append("on colour \(index)") }
        for (attribute, name) in [(Attributes.bold, "bold"), (.dim, "dim"), (.underline, "underlined"), (.reverse, "reversed")]
        where self.attributes.contains(attribute) {
            words.append(name)
        }
        return words.isEmpty ? "plain" : words.joined(separator: ", ")
    }
}
