/// A number as Protocol Buffers write it: seven bits a byte, the lowest first, and the top bit set in all but the last.
enum Varint {
    /// What reading one from the front of a buffer came to.
    enum Reading: Hashable {
        case number(UInt64, byteCount: Int)
        /// More bytes have to come.
        case incomplete
        /// More bytes than a number can have.
        case tooLong
    }

    static let maximumBytes = 10

    static func bytes(of number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
        return bytes
    }

    static func read(_ bytes: some Sequence<UInt8>) -> Reading {
        var number: UInt64 = 0
        for (index, byte) in bytes.prefix(Self.maximumBytes).enumerated() {
            number |= UInt64(byte & 0x7f) << UInt64(7 * index)
            if byte & 0x80 == 0 { return .number(number, byteCount: index + 1) }
            if index == Self.maximumBytes - 1 { return .tooLong }
        }
        return .incomplete
    }
}
