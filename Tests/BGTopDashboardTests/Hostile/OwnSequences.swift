/// What the dashboard may send to a terminal: text, and sequences that draw. Everything else is foreign.
///
/// It knows no sequence that sets a title, the clipboard or a colour of the palette, that asks the terminal for an answer, or that
/// begins a string: the strict reading of a stream finds those wherever they stand.
struct OwnSequences {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var foreign: [String] = []

    private init(_ text: String) {
        self.scalars = Array(text.unicodeScalars)
    }

    /// - Returns: What in `text` is neither text nor a sequence of our own, in a form that can be read.
    static func foreign(in text: String) -> [String] {
        var parser = Self(text)
        parser.skipPlainText()
        while let scalar = parser.next() {
            parser.parse(scalar)
            parser.skipPlainText()
        }
        return parser.foreign
    }

    static func foreign(in bytes: [UInt8]) -> [String] {
        String(validating: bytes, as: UTF8.self).map { self.foreign(in: $0) } ?? ["bytes that are no UTF-8"]
    }

    /// - Returns: The same, where no sequence is our own, and nothing moves but to the next line.
    static func foreign(inPlain text: String) -> [String] {
        let controls = text.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" }
        return controls.isEmpty ? self.foreign(in: text) : controls.map { $0.escaped(asASCII: true) }
    }

    /// Most of it is ASCII that stands for itself: no need to look that up.
    private mutating func skipPlainText() {
        while self.position < self.scalars.count, self.scalars[self.position].value &- 0x20 < 0x5F { self.position += 1 }
    }

    private mutating func next() -> Unicode.Scalar? {
        guard self.position < self.scalars.count else { return nil }
        defer { self.position += 1 }
        return self.scalars[self.position]
    }

    private mutating func parse(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{1B}": self.parseEscape()
        // Back to the margin, down, left, to the next stop; and out of a character set that is never left.
        case "\r", "\n", "\u{8}", "\t", "\u{F}": break
        default: if !Self.isText(scalar) { self.report(scalar) }
        }
    }

    private mutating func parseEscape() {
        switch self.next() {
        case "[": self.parseControl()
        // The keypad's modes, a saved cursor, a line up.
        case "=", ">", "7", "8", "M": break
        // The character sets of old: ASCII in the first place, line drawing in the second.
        case "(": self.expect("B")
        case ")": self.expect("0")
        case let other: self.foreign.append("ESC \(other?.escaped(asASCII: true) ?? "and nothing")")
        }
    }

    private mutating func expect(_ scalar: Unicode.Scalar) {
        if let found = self.next(), found != scalar { self.report(found) }
    }

    private mutating func parseControl() {
        var parameters = ""
        while let scalar = self.next() {
            if ("@"..."~").contains(scalar) {
                if !Self.isAllowed(scalar, parameters) { self.foreign.append("CSI \(parameters)\(scalar)") }
                return
            }
            guard ("0"..."?").contains(scalar) else { break }
            parameters.unicodeScalars.append(scalar)
        }
        self.foreign.append("CSI \(parameters) without an end")
    }

    private mutating func report(_ scalar: Unicode.Scalar) {
        self.foreign.append(scalar.escaped(asASCII: true))
    }

    private static func isAllowed(_ final: Unicode.Scalar, _ parameters: String) -> Bool {
        switch final {
        case "m": Self.areColors(parameters)
        case "h", "l": Self.modes.contains(parameters)
        // Only the title onto the stack and back.
        case "t": ["22;0;0", "23;0;0"].contains(parameters)
        // Only how a cursor looks that the console of Linux has.
        case "c": ["?0", "?1"].contains(parameters)
        // Moving, erasing, inserting, deleting, scrolling, repeating.
        case "A"..."H", "J"..."M", "P", "S", "T", "X", "Z", "@", "b", "d", "f", "r":
            parameters.split(separator: ";", omittingEmptySubsequences: false).allSatisfy {
                $0.count <= 3 && $0.allSatisfy(\.isNumber)
            }
        default: false
        }
    }

    /// Insert mode, and how the cursor looks in tmux and screen; cursor keys, autowrap, the cursor's looks elsewhere, the alternate
    /// screen, clicks, bracketed pastes.
    private static let modes: Set = ["4", "34", "?1", "?7", "?12", "?25", "?12;25", "?1049", "?1000", "?1006", "?2004"]

    private static func areColors(_ parameters: String) -> Bool {
        var codes = parameters.split(separator: ";", omittingEmptySubsequences: false).map { $0.isEmpty ? 0 : Int($0) ?? -1 }[
            ...
        ]
        while let code = codes.popFirst() {
            switch code {
            case 38, 48:
                guard codes.popFirst() == 5, let index = codes.popFirst(), (0...255).contains(index) else { return false }
            // Bold, dim, underlined and reversed, each on and off; the console's own fonts; colours and bright ones.
            case 0...2, 4, 7, 10, 11, 22, 24, 27, 30...37, 39...47, 49, 90...97, 100...107: break
            default: return false
            }
        }
        return true
    }

    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
