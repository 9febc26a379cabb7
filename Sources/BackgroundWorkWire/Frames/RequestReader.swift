import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Reads what a viewer sends out of bytes as they come in.
///
/// Nothing is kept from one frame to the next, and each is a message, also one that says nothing: whoever counts messages knows what
/// a viewer costs.
package struct RequestReader: Sendable {
    private var frames = FrameBytes(limit: WireLimit.request)

    package init() {}

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        self.frames.append(bytes)
    }

    /// The next message; nil until more bytes have come.
    ///
    /// - Throws: If what came cannot be understood, or is what only a server sends. Nothing is to be read after that.
    package mutating func next() throws(WireError) -> RequestMessage? {
        guard let bytes = try self.frames.next() else { return nil }
        // Before it is decoded: a few bytes of a batch can become very many events.
        try bytes.checkForNoBatch()
        guard let frame = try? SchemaFrame(serializedBytes: bytes) else { throw .malformed }
        switch frame.content {
        case .hello(let hello): return .hello(Hello(hello))
        case .refusal(let sentence): return .refusal(sentence.cut(to: .text))
        case .request(let request):
            return TaskCommand(request.command).map { .request($0, by: Requester(request.requester)) } ?? .unknown
        case .batch: throw .misdirected
        case nil: return .unknown
        }
    }
}

extension [UInt8] {
    /// - Throws: If there is a batch among the fields of the frame that these bytes are, or they are none.
    fileprivate func checkForNoBatch() throws(WireError) {
        var rest = self[...]
        while !rest.isEmpty {
            guard case .number(let tag, let byteCount) = Varint.read(rest) else { throw .malformed }
            guard tag >> 3 != 2 else { throw .misdirected }
            rest = rest.dropFirst(byteCount)
            // How long the field is, by its type.
            switch (tag & 0b111, Varint.read(rest)) {
            case (0, .number(_, let byteCount)): rest = rest.dropFirst(byteCount)
            case (1, _): rest = rest.dropFirst(8)
            case (2, .number(let length, let byteCount)):
                rest = rest.dropFirst(byteCount).dropFirst(Int(clamping: length))
            case (5, _): rest = rest.dropFirst(4)
            default: throw .malformed
            }
        }
    }
}
