/// Free text to be found anywhere in a string, whatever its case (of ASCII letters).
struct TextPattern: Hashable, Sendable {
    private let needle: [UInt8]

    init(_ text: some StringProtocol) {
        self.needle = text.utf8.map(Self.lowercased)
    }

    var isEmpty: Bool { self.needle.isEmpty }

    func occurs(in text: String) -> Bool {
        guard let first = self.needle.first else { return true }
        let bytes = text.utf8
        guard bytes.count >= self.needle.count else { return false }
        let last = bytes.index(bytes.startIndex, offsetBy: bytes.count - self.needle.count)
        var start = bytes.startIndex
        while start <= last {
            if Self.lowercased(bytes[start]) == first, self.matches(bytes[start...]) { return true }
            bytes.formIndex(after: &start)
        }
        return false
    }

    /// Whether `text` is that and nothing else.
    func isAll(of text: String) -> Bool {
        text.utf8.count == self.needle.count && self.matches(text[...].utf8)
    }

    /// Whether there is a letter in it. What has none may be part of a figure that changes from one moment to the next.
    var hasLetter: Bool {
        self.needle.contains { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 >= 0x80 }
    }

    private func matches(_ bytes: Substring.UTF8View) -> Bool {
        var index = bytes.startIndex
        for byte in self.needle {
            guard Self.lowercased(bytes[index]) == byte else { return false }
            bytes.formIndex(after: &index)
        }
        return true
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
