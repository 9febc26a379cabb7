import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Reads frames out of bytes as they come in, from a socket or from a file.
///
/// It holds no more than one frame of bytes that it could not read yet, whatever the other side sends.
package struct FrameReader: Sendable {
    private var bytes: [UInt8] = []
    /// What has been read of ``bytes``.
    private var position = 0
    /// What has been read and is not in ``bytes`` any more.
    private var dropped = 0
    private var assembly = SnapshotAssembly()
    /// Of the frame that was read last.
    private var frameSize = 0

    package init() {}

    /// Whether what came so far ends in the middle of a frame.
    package var isInFrame: Bool { self.position < self.bytes.count }

    /// Whether a snapshot has begun to come of which not all parts have.
    var isInSnapshot: Bool { self.assembly.isOpen }

    /// How many bytes the frames take that have been read.
    var byteCount: Int { self.dropped + self.position }

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        self.bytes.append(contentsOf: bytes)
    }

    /// The next message; nil until more bytes have come.
    ///
    /// - Throws: If what came cannot be understood. Nothing is to be read after that.
    package mutating func next() throws(WireError) -> WireMessage? {
        while let frame = try self.nextFrame() {
            if let message = try self.message(frame) { return message }
        }
        return nil
    }

    private mutating func nextFrame() throws(WireError) -> SchemaFrame? {
        let rest = self.bytes[self.position...]
        switch Varint.read(rest) {
        case .incomplete:
            self.dropRead()
            return nil
        case .tooLong: throw .malformed
        case .number(let length, let byteCount):
            guard length <= WireLimit.frame else { throw .frameTooLong(bytes: length) }
            let content = rest.dropFirst(byteCount).prefix(Int(length))
            guard content.count == Int(length) else {
                self.dropRead()
                return nil
            }
            self.position = content.endIndex
            self.frameSize = content.count
            guard let frame = try? SchemaFrame(serializedBytes: Array(content)) else { throw .malformed }
            return frame
        }
    }

    private mutating func dropRead() {
        self.bytes.removeFirst(self.position)
        self.dropped += self.position
        self.position = 0
    }

    /// - Returns: Nil where there is nothing in it that this version knows.
    private mutating func message(_ frame: SchemaFrame) throws(WireError) -> WireMessage? {
        switch frame.content {
        case .hello(let hello): return .hello(Hello(hello))
        case .refusal(let sentence): return .refusal(sentence)
        case .request(let request):
            return TaskCommand(request.command).map { .request($0, by: Requester(request.requester)) }
        case .batch(let batch):
            let events = try self.events(batch)
            return events.isEmpty ? nil : .events(events)
        case nil: return nil
        }
    }

    private mutating func events(_ batch: SchemaBatch) throws(WireError) -> [TaskEvent] {
        let decoder = BatchDecoder(base: batch.base, texts: batch.texts)
        var events: [TaskEvent] = []
        events.reserveCapacity(batch.events.count)
        for event in batch.events {
            let decoded =
                switch event.kind {
                case .snapshot(let snapshot):
                    try self.assembly.begin(snapshot, at: decoder.instant(event.at), decoder: decoder)
                case .snapshotPart(let part): try self.assembly.go(on: part, decoder: decoder)
                default: decoder.event(event)
                }
            if let decoded { events.append(decoded) }
        }
        try self.assembly.note(byteCount: self.frameSize)
        return events
    }
}
