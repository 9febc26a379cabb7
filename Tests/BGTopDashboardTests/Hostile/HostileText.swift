import TestSupport

/// What a task may be called by somebody who means harm.
enum HostileText {
    static let pieces = [
        "name", " ", "é", "e\u{301}\u{302}\u{303}", "日本", "👩‍👩‍👧", "🇩🇪", "\u{1B}[2J", "\u{1B}]0;title\u{7}",
        "\u{1B}]52;c;ZXZpbA==\u{1B}\\",
        "\u{1B}P$q\u{1B}\\", "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{90}", "\r", "\n", "\t", "\u{8}", "\0", "\u{7F}", "\u{E}",
        "\u{F}", "\u{18}",
        "\u{202E}", "\u{202D}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{200B}", "\u{200D}", "\u{FEFF}",
        "\u{AD}",
        "\u{2028}", "\u{2029}", "\u{85}", "\u{301}", "\u{20DD}", "\u{FE0F}", "\u{E0041}", "\u{E000}", "\u{FFFF}", "\u{10FFFF}",
        "\u{378}",
        "\u{FFFD}", "\u{1FAE8}", "\u{4DC0}", "\u{1160}", "\u{115F}", "\u{3164}", "\u{FFA0}", "█", "▏", "│", "ﷺ", "𒐫", "ⷡ", "؀",
        "ｱ",
    ]

    /// What is meant to do something to the terminal, or to whoever reads on.
    static let attacks = [
        "\u{1B}]52;c;ZXZpbA==\u{7}", "\u{1B}]52;c;ZXZpbA==\u{1B}\\", "\u{9D}52;c;ZXZpbA==\u{9C}", "\u{1B}]0;title\u{7}",
        "\u{1B}[2J\u{1B}[9H\u{1B}[8m", "\u{1B}[?1049l\u{1B}[?9h", "\u{9B}31m", "\u{1B}c", "\u{1B}[6n", "\u{1B}Pq\u{1B}\\",
        "\u{1B}_G\u{1B}\\",
        "\r\n\u{8}\t\0\u{7F}", "\u{E}\u{F}\u{18}\u{1A}", "\u{202E}evil\u{202C}", "\u{2066}a\u{2067}b\u{2069}\u{200F}",
        "a\u{200D}b\u{200B}c\u{FEFF}d", "👩\u{200D}👧\u{FE0F}🏽", "\u{E0041}\u{E007F}", "\u{85}\u{2028}\u{2029}",
        "\u{E000}\u{FFFF}\u{10FFFF}", "&lt;<b>]]>\"'&\u{1}",
    ]

    /// What is only hard to draw: of no width, of two columns, or not seen at all.
    static let oddities = [
        "\u{301}\u{301}\u{301}", "日本語の名前", "\u{3164}\u{115F}", "&lt;<b>]]>\"'&",
        String(decoding: [0x61, 0xFF, 0xC3, 0x28, 0xF0, 0x9F, 0xED, 0xA0, 0x80] as [UInt8], as: UTF8.self),
    ]

    /// What a name begins with that means harm.
    static let openings = Self.attacks + Self.oddities

    private static let piece = "x\u{301}\u{202E}\u{1B}[31m"
    /// Longer than what is kept of any text, and than any line.
    static let long = String(repeating: piece, count: 5_000)
    static let megabyte = String(repeating: piece, count: 100_000)

    static func random(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...30, using: &random)).map { _ in
            if let piece = Self.pieces.randomElement(using: &random), Bool.random(using: &random) { return piece }
            let scalar = Unicode.Scalar(UInt32.random(in: 0...0x3_0000, using: &random))
            return scalar.map { String(Character($0)) } ?? ""
        }.joined()
    }
}
