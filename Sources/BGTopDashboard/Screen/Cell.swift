/// One character cell of a frame.
public struct Cell: Hashable, Sendable {
    public internal(set) var glyph: Glyph
    public var style: Style

    init(_ glyph: Glyph, _ style: Style = .plain) {
        self.glyph = glyph
        self.style = style
    }

    public static let blank = Cell(.space)
}
