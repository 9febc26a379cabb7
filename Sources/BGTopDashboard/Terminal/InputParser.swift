/// Turns the bytes that a terminal sends into keys, pastes and clicks.
///
/// It reads the sequences that terminals of today have in common, whole: one that it does not know is one event that means
/// nothing, and never the letters it is made of. (Curses would give `ESC [ 1 ; 5 D` back as keys, and `D` is a command here.)
/// It reads no clock: a sequence that does not go on is ended by ``expire()``, once ``patience`` has passed.
struct InputParser {
    private enum State {
        case ground
        /// In a character of UTF-8 of so many bytes.
        case character(length: Int)
        case escape
        /// After `ESC O`.
        case singleShift
        /// After `ESC [`.
        case control
        /// After `ESC [ [`, which only the Linux console sends.
        case console
        /// After `ESC [ M`, with which a terminal that knows no other way reports a click: three bytes follow, which may be any
        /// letters, commands among them.
        case click
        /// A string that the terminal sends about itself, until its end; nothing here asks for one.
        case string(introducer: UInt8, isEscaped: Bool)
        /// After `ESC [ 2 0 0 ~`, until the same with 201.
        case paste
    }

    /// Longer sequences are noise.
    private static let longestSequence = 64
    /// What a paste holds beyond this is left out.
    private static let longestPaste = 1 << 16
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private var state = State.ground
    /// What has come of the character, the parameters or the paste.
    private var buffer: [UInt8] = []
    /// Whether the last key was an Esc after which nothing came in time.
    private var isAfterLoneEscape = false

    /// How long to wait for more before ``expire()``; nil if nothing has begun that could go on.
    var patience: Duration? {
        switch self.state {
        case .ground: nil
        // A lone Esc is a key, and a person waits for what it does.
        case .escape: .milliseconds(25)
        // Nobody types these, so they are a sequence that is still on its way.
        case .character, .singleShift, .control, .console, .click, .string: .milliseconds(250)
        // A slow line may pause in the middle of one, but an end that was lost must not make every key a part of it for ever.
        case .paste: .seconds(1)
        }
    }

    /// Reads `bytes`, which continue those of the calls before, wherever they were torn apart.
    mutating func read(_ bytes: some Collection<UInt8>) -> [TerminalInput] {
        var inputs: [TerminalInput] = []
        // A slow line tears an arrow apart for longer than an Esc can wait. Nobody types two characters at once, so that this is
        // the rest of it: better an Esc too many than a `D` that nobody typed.
        if self.isAfterLoneEscape, bytes.count > 1, let first = bytes.first,
            first == UInt8(ascii: "[") || first == UInt8(ascii: "O")
        {
            self.state = .escape
        }
        if !bytes.isEmpty { self.isAfterLoneEscape = false }
        for byte in bytes { self.read(byte, into: &inputs) }
        return inputs
    }

    /// Ends what has begun and did not go on.
    mutating func expire() -> [TerminalInput] {
        guard self.patience != nil else { return [] }
        if case .escape = self.state { self.isAfterLoneEscape = true }
        defer { self.state = .ground }
        return switch self.state {
        case .escape: [.key(.escape)]
        // Nothing followed what begins a sequence: it was Esc and a character, after all.
        case .singleShift: Self.keys(afterEscape: UInt8(ascii: "O"))
        case .control where self.buffer.isEmpty: Self.keys(afterEscape: UInt8(ascii: "["))
        case .string(let introducer, _) where self.buffer.isEmpty: Self.keys(afterEscape: introducer)
        case .paste: [self.takePaste(count: self.buffer.count)]
        case .ground, .character, .control, .console, .click, .string: []
        }
    }

    private mutating func read(_ byte: UInt8, into inputs: inout [TerminalInput]) {
        switch self.state {
        case .ground:
            self.readGround(byte, into: &inputs)
        case .character(let length):
            self.readCharacter(byte, length: length, into: &inputs)
        case .escape:
            self.readEscape(byte, into: &inputs)
        case .singleShift:
            self.finish(KeySequence.key(singleShift: byte), into: &inputs)
        case .control:
            self.readControl(byte, into: &inputs)
        case .console:
            self.finish(KeySequence.key(console: byte), into: &inputs)
        case .click:
            self.buffer.append(byte)
            guard self.buffer.count == 3 else { return }
            self.state = .ground
            if let event = KeySequence.mouse(oldReport: self.buffer) { inputs.append(.mouse(event)) }
        case .string(let introducer, let isEscaped):
            let isEnd = byte == 0x07 || (isEscaped && byte == UInt8(ascii: "\\"))
            self.state = isEnd ? .ground : .string(introducer: introducer, isEscaped: byte == 0x1B)
            if self.buffer.isEmpty { self.buffer.append(byte) }
        case .paste:
            self.readPaste(byte, into: &inputs)
        }
    }

    private mutating func finish(_ key: Key?, into inputs: inout [TerminalInput]) {
        self.state = .ground
        if let key { inputs.append(.key(key)) }
    }

    private static func keys(afterEscape byte: UInt8) -> [TerminalInput] {
        [.key(.escape), .key(.character(Character(Unicode.Scalar(byte))))]
    }

    private mutating func begin(_ state: State, with byte: UInt8? = nil) {
        self.state = state
        self.buffer.removeAll(keepingCapacity: true)
        if let byte { self.buffer.append(byte) }
    }

    private mutating func readGround(_ byte: UInt8, into inputs: inout [TerminalInput]) {
        switch byte {
        case 0x1B: self.state = .escape
        case 0x20..<0x7F: inputs.append(.key(.character(Character(Unicode.Scalar(byte)))))
        case 0..<0x20, 0x7F: inputs.append(.key(KeySequence.key(control: byte)))
        case 0xC2..<0xE0: self.begin(.character(length: 2), with: byte)
        case 0xE0..<0xF0: self.begin(.character(length: 3), with: byte)
        case 0xF0..<0xF5: self.begin(.character(length: 4), with: byte)
        // Not the first byte of any character.
        default: break
        }
    }

    private mutating func readCharacter(_ byte: UInt8, length: Int, into inputs: inout [TerminalInput]) {
        guard byte & 0xC0 == 0x80 else {
            self.state = .ground
            self.read(byte, into: &inputs)
            return
        }
        self.buffer.append(byte)
        guard self.buffer.count == length else { return }
        self.state = .ground
        guard let character = String(validating: self.buffer, as: UTF8.self)?.first else { return }
        if !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            inputs.append(.key(.character(character)))
        }
    }

    private mutating func readEscape(_ byte: UInt8, into inputs: inout [TerminalInput]) {
        switch byte {
        case UInt8(ascii: "["): self.begin(.control)
        case UInt8(ascii: "O"): self.state = .singleShift
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            self.begin(.string(introducer: byte, isEscaped: false))
        default:
            // Esc and then a key, typed fast, or a key held together with Alt: both are the two keys.
            inputs.append(.key(.escape))
            self.state = .ground
            self.readGround(byte, into: &inputs)
        }
    }

    private mutating func readControl(_ byte: UInt8, into inputs: inout [TerminalInput]) {
        switch byte {
        case UInt8(ascii: "[") where self.buffer.isEmpty:
            self.state = .console
        case UInt8(ascii: "M") where self.buffer.isEmpty:
            self.begin(.click)
        case 0x20..<0x40:
            if self.buffer.count <= Self.longestSequence { self.buffer.append(byte) }
        case 0x40..<0x7F:
            self.state = .ground
            guard self.buffer.count <= Self.longestSequence else { return }
            switch KeySequence.meaning(parameters: self.buffer, final: byte) {
            case .input(let input): inputs.append(input)
            case .paste: self.begin(.paste)
            case nil: break
            }
        default:
            // A control in the middle: what came before was torn off.
            self.state = .ground
            self.read(byte, into: &inputs)
        }
    }

    private mutating func readPaste(_ byte: UInt8, into inputs: inout [TerminalInput]) {
        self.buffer.append(byte)
        let end = Self.pasteEnd
        if byte == end.last, self.buffer.suffix(end.count).elementsEqual(end) {
            self.state = .ground
            inputs.append(self.takePaste(count: self.buffer.count - end.count))
        } else if self.buffer.count > Self.longestPaste + end.count {
            // Beyond the limit, only what could be the end has to be known.
            self.buffer.remove(at: Self.longestPaste)
        }
    }

    /// The paste that is the first `count` bytes of what has come.
    private mutating func takePaste(count: Int) -> TerminalInput {
        defer { self.buffer = [] }
        return .paste(String(decoding: self.buffer.prefix(min(count, Self.longestPaste)), as: UTF8.self))
    }
}
