/// What the sequences of the terminals in use mean: xterm and its many relatives, tmux, screen, rxvt, PuTTY, the Linux console.
enum KeySequence {
    enum Meaning {
        case input(TerminalInput)
        /// A paste begins.
        case paste
    }

    /// The key of a single byte below 0x20 or 0x7F, other than ESC.
    static func key(control byte: UInt8) -> Key {
        switch byte {
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        // Ctrl takes the bits off that tell `A` from 1; small letters read better.
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte | 0x60)))
        default: .control(Character(Unicode.Scalar(byte | 0x40)))
        }
    }

    /// The key of `ESC O byte`.
    static func key(singleShift byte: UInt8) -> Key? {
        byte == UInt8(ascii: "M") ? .enter : Self.key(final: byte)
    }

    /// The key of `ESC [ [ byte`.
    static func key(console byte: UInt8) -> Key? {
        guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "E") else { return nil }
        return .function(Int(byte - UInt8(ascii: "A")) + 1)
    }

    /// What `ESC [ parameters final` means; nil if nothing.
    static func meaning(parameters: [UInt8], final: UInt8) -> Meaning? {
        if parameters.first == UInt8(ascii: "<") {
            return Self.mouse(Self.numbers(parameters.dropFirst()), final: final).map { .input(.mouse($0)) }
        }
        // Private sequences are answers of the terminal, to questions that nobody here asks.
        guard parameters.allSatisfy({ $0 == UInt8(ascii: ";") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let numbers = Self.numbers(parameters)
        let key: Key?
        if final == UInt8(ascii: "~") {
            guard numbers.first != 200 else { return .paste }
            key = Self.key(number: numbers.first ?? 0)
        } else {
            key = Self.key(final: final)
        }
        guard let key else { return nil }
        // Shift and Ctrl may be held with a key that moves; a function key with them is another key, and has no meaning here.
        if case .function = key, numbers.count > 1, numbers[1] > 1 { return nil }
        return .input(.key(key))
    }

    private static func key(final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P"): .function(1)
        case UInt8(ascii: "Q"): .function(2)
        case UInt8(ascii: "R"): .function(3)
        case UInt8(ascii: "S"): .function(4)
        case UInt8(ascii: "Z"): .backTab
        default: nil
        }
    }

    private static func key(number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// `button ; column ; row`, from 1, where `M` is a press and `m` a release.
    private static func mouse(_ numbers: [Int], final: UInt8) -> MouseEvent? {
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let isPress = final == UInt8(ascii: "M")
        guard isPress || final == UInt8(ascii: "m") else { return nil }
        return Self.kind(button: numbers[0], isRelease: !isPress).map {
            MouseEvent($0, row: numbers[2] - 1, column: numbers[1] - 1)
        }
    }

    /// The three bytes after `ESC [ M`: button, column and row, with 32 added to each. What was let go of it does not tell.
    static func mouse(oldReport bytes: [UInt8]) -> MouseEvent? {
        guard bytes.count == 3, bytes[0] >= 32, bytes[1] > 32, bytes[2] > 32 else { return nil }
        let button = Int(bytes[0]) - 32
        let kind = button == 3 ? .release : Self.kind(button: button, isRelease: false)
        return kind.map { MouseEvent($0, row: Int(bytes[2]) - 33, column: Int(bytes[1]) - 33) }
    }

    private static func kind(button: Int, isRelease: Bool) -> MouseEvent.Kind? {
        switch button {
        case 0: isRelease ? .release : .press
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }

    private static func numbers(_ parameters: some Collection<UInt8>) -> [Int] {
        parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            Int(String(decoding: $0, as: UTF8.self)) ?? 0
        }
    }
}
