/// What one cell shows: a character of width 1 or 2 with at most two marks on it, or the right half of the wide one before.
///
/// It is packed into one word, so that a frame is plain memory: nothing is counted, allocated or freed per cell.
/// Nothing outside makes one: whatever a cell shows went through a ``DisplayText``.
public struct Glyph: Hashable, Sendable {
    /// The base in the lowest 21 bits, then the marks; 0 for the right half of a wide character.
    private var packed: UInt64

    static let maximumMarks = 2
    private static let bitsPerScalar = 21

    static let space = Glyph(" ")
    static let rightHalf = Glyph(packed: 0)

    private init(packed: UInt64) {
        self.packed = packed
    }

    init(_ base: Unicode.Scalar) {
        self.packed = UInt64(base.value)
    }

    /// An ASCII character that is no control.
    init(ascii byte: UInt8) {
        self.packed = UInt64(byte)
    }

    /// Puts `mark` on the character, if there is still a place for it.
    mutating func add(_ mark: Unicode.Scalar) {
        for place in 1...Self.maximumMarks where self.scalarValue(place) == 0 {
            self.packed |= UInt64(mark.value) << (place * Self.bitsPerScalar)
            return
        }
    }

    /// Whether this is the right half of the wide character in the cell before.
    public var isRightHalf: Bool { self.packed == 0 }

    /// The base and its marks; empty for the right half of a wide character.
    public var scalars: some Sequence<Unicode.Scalar> {
        (0...Self.maximumMarks).lazy.map(self.scalarValue).prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
    }

    /// The character as text, nil for the right half of a wide one.
    public var character: Character? {
        guard !self.isRightHalf else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: self.scalars)
        return Character(String(text))
    }

    /// Appends what ``scalars`` has, without making anything of it first: a whole screen is written so.
    func write(to text: inout String.UnicodeScalarView) {
        for place in 0...Self.maximumMarks {
            let value = self.scalarValue(place)
            guard value != 0, let scalar = Unicode.Scalar(value) else { return }
            text.append(scalar)
        }
    }

    /// The base, the first mark and the second one, 0 where there is none.
    func scalarValue(_ place: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: self.packed >> (place * Self.bitsPerScalar)) & 0x1F_FFFF
    }
}
