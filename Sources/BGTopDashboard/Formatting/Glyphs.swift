/// The characters that pictures are made of: blocks where the terminal can draw them, letters and signs where it cannot.
///
/// None of them may be one that a terminal could draw as an emoji, or in two columns.
struct Glyphs: Hashable, Sendable {
    /// Whether only 7-bit characters may be drawn.
    let isASCII: Bool
    /// A bar's cell filled by so many eighths, from none to all.
    let bar: [Character]
    /// The same of a bar that has others above and below it: so low that they do not run into one block.
    let level: [Character]
    /// What stands behind a low bar, up to its end.
    let track: Character
    /// A curve's cell at so many eighths of the height; the first is zero.
    let curve: [Character]
    /// A stretch of time that is certain, and one that is likely.
    let line: Line
    let box: Box

    struct Line: Hashable, Sendable {
        let full: Character
        let thin: Character
    }

    /// The edges of a dialog.
    struct Box: Hashable, Sendable {
        let horizontal: Character
        let vertical: Character
        let topLeft: Character
        let topRight: Character
        let bottomLeft: Character
        let bottomRight: Character
    }

    static let unicode = Glyphs(
        isASCII: false,
        bar: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        level: [" ", "▖", "▖", "▖", "▖", "▄", "▄", "▄", "▄"],
        track: "▁",
        curve: ["▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        line: Line(full: "━", thin: "─"),
        box: Box(
            horizontal: "─",
            vertical: "│",
            topLeft: "┌",
            topRight: "┐",
            bottomLeft: "└",
            bottomRight: "┘"
        )
    )

    static let ascii = Glyphs(
        isASCII: true,
        bar: [" ", "-", "-", "-", "-", "=", "=", "=", "#"],
        level: [" ", "-", "-", "-", "-", "=", "=", "=", "="],
        track: ".",
        curve: ["_", ".", ":", "-", "=", "+", "*", "%", "@"],
        line: Line(full: "=", thin: "-"),
        box: Box(
            horizontal: "-",
            vertical: "|",
            topLeft: "+",
            topRight: "+",
            bottomLeft: "+",
            bottomRight: "+"
        )
    )
}
