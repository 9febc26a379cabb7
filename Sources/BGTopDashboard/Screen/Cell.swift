/// One character cell of a frame.
public struct Cell: Hashable, Sendable {
    /// What the cell shows: one character of width 1 or 2, or nothing where the right half of a wide one lies.
    public var glyph: Character?
    public var style: Style

    public init(_ glyph: Character?, _ style: Style = .plain) {
        self.glyph = glyph
        self.style = style
    }

    public static let blank = Cell(" ")
}
