extension DisplayText {
    /// How many columns `glyph` takes: 1 or 2.
    static func width(of glyph: Character) -> Int {
        guard let scalar = glyph.unicodeScalars.first else { return 1 }
        return Self.isWide(scalar) ? 2 : 1
    }

    /// What is drawn for `character`.
    static func glyph(for character: Character, ascii: Bool) -> Character {
        guard let first = character.unicodeScalars.first else { return " " }
        if first.value >= 0x20, first.value < 0x7F, character.unicodeScalars.count == 1 { return character }
        guard !ascii, Self.isDrawable(first) else { return first == "\t" ? " " : "?" }
        // Joiners and variation selectors change widths in ways that terminals disagree on; the base alone is safe.
        return Character(first)
    }

    private static func isDrawable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .nonspacingMark, .enclosingMark, .spacingMark:
            false
        default:
            true
        }
    }

    /// East Asian wide and the pictographs that terminals draw in two columns.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}
