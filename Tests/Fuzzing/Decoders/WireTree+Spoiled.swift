import TestSupport

extension WireTree {
    private static let numbers: [UInt64] = [
        0, 1, 2, 127, 128, 1 << 31, 1 << 32 - 1, 1 << 32, 1 << 62, 1 << 63 - 1, 1 << 63, .max - 1, .max,
    ]
    private static let texts: [[UInt8]] = [
        [], [0], [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], Array("\u{1B}]52;c;AAAA\u{7}".utf8), Array("\u{202E}".utf8),
        Array(repeating: 0x41, count: 600), Array(repeating: 0x41, count: 9_000),
    ]

    /// Changes one thing somewhere in it, which leaves it a message.
    mutating func spoil(using random: inout SeededGenerator) {
        guard let index = self.fields.indices.randomElement(using: &random) else {
            return self.fields.append(Self.unknown(using: &random))
        }
        if case .message(var message) = self.fields[index].value, Int.random(in: 0..<4, using: &random) > 0 {
            message.spoil(using: &random)
            self.fields[index].value = .message(message)
            return
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3: self.fields[index].value = Self.changed(self.fields[index].value, using: &random)
        case 4:
            let count = Int.random(in: 1...40, using: &random)
            self.fields.insert(contentsOf: Array(repeating: self.fields[index], count: count), at: index)
        case 5: self.fields.remove(at: index)
        case 6: self.fields[index].number = UInt64.random(in: 0...30, using: &random)
        case 7: self.fields.swapAt(index, Int.random(in: self.fields.indices, using: &random))
        case 8: self.fields.insert(Self.unknown(using: &random), at: index)
        default: self.nest(index, using: &random)
        }
    }

    private static func changed(_ value: Value, using random: inout SeededGenerator) -> Value {
        switch value {
        case .number: .number(Self.numbers.randomElement(using: &random) ?? 0)
        case .fixed(let bytes): .fixed(bytes.map { _ in Bool.random(using: &random) ? 0xFF : 0 })
        case .bytes: .bytes(Self.texts.randomElement(using: &random) ?? [])
        case .message: Bool.random(using: &random) ? .number(7) : .bytes([])
        }
    }

    /// A field that nobody knows.
    private static func unknown(using random: inout SeededGenerator) -> Field {
        let values: [Value] = [.number(.max), .fixed(Array(repeating: 1, count: 8)), .fixed([0, 0, 0, 0]), .bytes([1, 2, 3])]
        return Field(
            number: UInt64.random(in: 100...(1 << 29 - 1), using: &random),
            value: values.randomElement(using: &random) ?? .number(0)
        )
    }

    /// Puts a field deep into itself, or behind many beginnings of groups.
    private mutating func nest(_ index: Int, using random: inout SeededGenerator) {
        let (field, depth) = (self.fields[index], Int.random(in: 1...300, using: &random))
        if Bool.random(using: &random) {
            var bytes = field.bytes
            for _ in 0..<depth {
                bytes = Field(number: field.number, value: .bytes(bytes)).bytes
            }
            self.fields[index].value = .bytes(bytes)
        } else {
            let begin = Self.bytes(of: 200 << 3 | 3)
            let end = Bool.random(using: &random) ? Self.bytes(of: 200 << 3 | 4) : []
            let groups = Array(repeating: begin, count: depth) + Array(repeating: end, count: depth)
            self.fields[index].value = .bytes(groups.flatMap(\.self))
        }
    }
}
