extension Unicode.Scalar {
    /// What a 7-bit terminal shows instead.
    var asciiSubstitute: Unicode.Scalar {
        switch self {
        case _ where self.isASCII: self
        case "…": "~"
        case "‘", "’", "′": "'"
        case "“", "”", "″": "\""
        case "‐"..."―", "−", "─", "━", "═": "-"
        case "│", "┃", "║": "|"
        case "\u{2500}"..."\u{257F}": "+"
        case "▁", "▂", "▖": "_"
        case "░", "▏", "▎": "."
        case "▃", "▄", "▒", "▍", "▌": "="
        case "\u{2580}"..."\u{259F}": "#"
        case "·", "•": "."
        case "←", "‹", "«", "◀": "<"
        case "→", "›", "»", "▶": ">"
        case "↑", "▲": "^"
        case "↓", "▼": "v"
        case "µ", "μ": "u"
        case "×": "x"
        default: "?"
        }
    }
}
