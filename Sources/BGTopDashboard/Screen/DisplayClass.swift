/// What a Unicode scalar does to a line of character cells.
///
/// Terminals agree on scalars, not on grapheme clusters, so lines are laid out scalar by scalar.
enum DisplayClass {
    case narrow
    /// Takes two columns.
    case wide
    /// Stands on the character before it and takes no column of its own.
    case mark
    /// White space of any kind, drawn as one blank.
    case space
    /// Only changes how its neighbours are drawn, in ways that terminals disagree on; left out.
    case modifier
    /// A control, an invisible or reordering format character, or nothing that any font knows: drawn as `?`.
    case undrawable

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20: self = .space
        case 0x21...0x7E: self = .narrow
        case 0x09...0x0D, 0x85, 0xA0: self = .space
        case 0...0x9F, 0xAD: self = .undrawable
        // The rest of Latin, and the lines and blocks that views are drawn with.
        case 0xA1...0x2FF, 0x2500...0x259F: self = .narrow
        // Fillers: letters for Unicode, but nothing is seen of them.
        case 0x115F...0x1160, 0x17B4...0x17B5, 0x3164, 0xFFA0: self = .undrawable
        // Vowels and final consonants of decomposed Korean join the wide initial before them.
        case 0x1161...0x11FF, 0xD7B0...0xD7FB: self = .mark
        // Joiners, variation selectors, skin tones and the letters inside the flags of regions.
        case 0x34F, 0x200C...0x200D, 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F:
            self = .modifier
        default: self.init(generalCategoryOf: scalar)
        }
    }

    private init(generalCategoryOf scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: self = .mark
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
        case .control, .format, .surrogate, .privateUse, .unassigned: self = .undrawable
        default: self = Self.isWide(scalar) ? .wide : .narrow
        }
    }

    /// East Asian Width W or F. Every emoji that is a picture by default is among them, so the ranges name only the others.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
            0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
            true
        // A regional indicator is half a flag; two narrow ones take as much as a flag does.
        case 0x1F1E6...0x1F1FF: false
        case 0x1F200...0x1F320: true
        default: scalar.properties.isEmojiPresentation
        }
    }
}

extension DisplayClass {
    /// How many columns a character of this class takes where it is drawn.
    var width: Int {
        switch self {
        case .narrow, .space, .undrawable: 1
        case .wide: 2
        case .mark, .modifier: 0
        }
    }
}
