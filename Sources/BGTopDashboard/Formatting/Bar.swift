extension Glyphs {
    /// The filled part of a bar of `width` columns, in eighths of a column. Whatever is more than nothing shows.
    func bar(_ fraction: Double, width: Int) -> String {
        Self.filled(fraction, width: width, with: self.bar)
    }

    /// As ``bar(_:width:)``, of a low bar.
    func level(_ fraction: Double, width: Int) -> String {
        Self.filled(fraction, width: width, with: self.level)
    }

    private static func filled(_ fraction: Double, width: Int, with cells: [Character]) -> String {
        guard width > 0, fraction > 0 else { return "" }
        let eighths = max(1, Int((min(1, fraction) * Double(width * 8)).rounded(.down)))
        var text = String(repeating: cells[8], count: eighths / 8)
        if eighths % 8 > 0 { text.append(cells[eighths % 8]) }
        return text
    }

    /// A cell of a column that is filled by so many eighths, from below. Above its top there is nothing, nor at its bottom unless
    /// zero is to be seen there.
    func column(_ eighths: Int, isBottom: Bool = false) -> Character {
        switch eighths {
        case ...0: isBottom ? self.curve[0] : " "
        case 8...: self.bar[8]
        default: self.curve[eighths]
        }
    }
}
