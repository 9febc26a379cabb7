/// The content of a message as Protocol Buffers write it, taken apart as far as it can be without its schema.
struct WireTree {
    enum Value {
        case number(UInt64)
        /// Four bytes, or eight.
        case fixed([UInt8])
        case bytes([UInt8])
        case message(WireTree)
    }

    struct Field {
        var number: UInt64
        var value: Value
    }

    /// Deeper than any message of the schema.
    private static let maximumDepth = 12

    var fields: [Field] = []

    /// - Returns: Nil for bytes that are no message.
    init?(_ bytes: ArraySlice<UInt8>, depth: Int = 0) {
        guard depth < Self.maximumDepth else { return nil }
        var rest = bytes
        while !rest.isEmpty {
            guard let key = Self.number(&rest) else { return nil }
            guard let value = Self.value(ofType: key & 7, &rest, depth: depth) else { return nil }
            self.fields.append(Field(number: key >> 3, value: value))
        }
    }

    var bytes: [UInt8] { self.fields.flatMap(\.bytes) }

    private static func value(ofType type: UInt64, _ rest: inout ArraySlice<UInt8>, depth: Int) -> Value? {
        switch type {
        case 0: return self.number(&rest).map { .number($0) }
        case 1, 5:
            let count = type == 1 ? 8 : 4
            guard rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return .fixed(Array(rest.prefix(count)))
        case 2:
            guard let length = self.number(&rest), length <= UInt64(rest.count) else { return nil }
            let content = rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
            if !content.isEmpty, let message = WireTree(content, depth: depth + 1) { return .message(message) }
            return .bytes(Array(content))
        default: return nil
        }
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            number |= UInt64(byte & 0x7f) << UInt64(shift)
            if byte < 0x80 { return number }
        }
        return nil
    }

    /// A number as it is written.
    static func bytes(of number: UInt64) -> [UInt8] {
        var (bytes, rest): ([UInt8], UInt64) = ([], number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}

extension WireTree.Field {
    var bytes: [UInt8] {
        switch self.value {
        case .number(let number): self.key(0) + WireTree.bytes(of: number)
        case .fixed(let bytes): self.key(bytes.count == 8 ? 1 : 5) + bytes
        case .bytes(let bytes): self.key(2) + WireTree.bytes(of: UInt64(bytes.count)) + bytes
        case .message(let message): Self(number: self.number, value: .bytes(message.bytes)).bytes
        }
    }

    private func key(_ type: UInt64) -> [UInt8] { WireTree.bytes(of: self.number << 3 | type) }
}
