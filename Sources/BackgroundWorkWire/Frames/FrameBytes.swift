/// Splits bytes into frames as they come in, whoever sends them.
///
/// It holds no more than one frame that has not come as a whole, and what came along with its last bytes.
struct FrameBytes: Sendable {
    /// How long a frame may be.
    private let limit: Int
    private var bytes: [UInt8] = []
    /// What has been read of ``bytes``.
    private var position = 0
    /// What has been read and is not in ``bytes`` any more.
    private var dropped = 0

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether what came so far ends in the middle of a frame.
    var isInFrame: Bool { self.position < self.bytes.count }

    /// How many bytes the frames take that have been read.
    var byteCount: Int { self.dropped + self.position }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        self.bytes.append(contentsOf: bytes)
    }

    /// The content of the next frame; nil until more bytes have come.
    mutating func next() throws(WireError) -> [UInt8]? {
        let rest = self.bytes[self.position...]
        switch Varint.read(rest) {
        case .incomplete:
            self.dropRead()
            return nil
        case .tooLong: throw .malformed
        case .number(let length, let byteCount):
            guard length <= self.limit else { throw .frameTooLong(bytes: length, limit: self.limit) }
            let content = rest.dropFirst(byteCount).prefix(Int(length))
            guard content.count == Int(length) else {
                self.dropRead()
                return nil
            }
            self.position = content.endIndex
            return Array(content)
        }
    }

    private mutating func dropRead() {
        self.bytes.removeFirst(self.position)
        self.dropped += self.position
        self.position = 0
    }
}
