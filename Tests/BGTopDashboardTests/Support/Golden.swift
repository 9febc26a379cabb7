import Foundation
import Testing

@testable import BGTopDashboard

/// A picture that was once found right, as a text file.
///
/// With `UPDATE_GOLDENS=1` in the environment the files are written instead of compared.
struct Golden {
    let directory: URL
    let file: String

    init(name: String) {
        self.init(directory: Self.goldens, file: name + ".txt")
    }

    init(directory: URL, file: String) {
        self.directory = directory
        self.file = file
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let goldens = Self.tests.appendingPathComponent("Goldens")
    /// What the README shows.
    static let pictures = Self.tests.appendingPathComponent("../../Demo/Pictures").standardizedFileURL

    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"

    private var url: URL { self.directory.appendingPathComponent(self.file) }

    func check(_ text: String) throws {
        if Self.isUpdating {
            try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
            try text.write(to: self.url, atomically: true, encoding: .utf8)
            return
        }
        let expected = try? String(contentsOf: self.url, encoding: .utf8)
        if expected != text {
            Issue.record(
                """
                \(self.file) is not what it was. If the new picture is better: UPDATE_GOLDENS=1 swift test
                --- was
                \(expected ?? "(there is no such file)")
                --- is
                \(text)
                """
            )
        }
    }
}

extension Frame {
    /// How each cell looks: a letter for each style, and below what the letters stand for. Plain cells are dots.
    var styleMap: String {
        var letters: [Style: Character] = [.plain: "."]
        var legend: [String] = []
        var unused = "abcdefghijklmnopqrstuvwxyz".makeIterator()
        var lines: [String] = []
        for row in 0..<self.size.rows {
            var line = ""
            for cell in self.row(row) {
                // A blank shows nothing of its style but its background.
                let isInvisible =
                    cell.glyph == Cell.blank.glyph && cell.style.attributes.isDisjoint(with: [.reverse, .underline])
                let style = isInvisible ? .plain : cell.style
                if letters[style] == nil {
                    letters[style] = unused.next() ?? "?"
                    legend.append("\(letters[style] ?? "?")  \(style.words)")
                }
                line.append(letters[style] ?? "?")
            }
            while line.last == "." { line.removeLast() }
            lines.append(line)
        }
        return (lines + [""] + legend).joined(separator: "\n")
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
        return words.joined(separator: ", ")
    }
}
