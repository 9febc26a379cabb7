import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Reads what a server sends out of bytes as they come in, from a socket or from a file.
///
/// It holds no more than one frame of bytes that it could not read yet, whatever the other side sends.
package struct FrameReader: Sendable {
    private var frames = FrameBytes(limit: WireLimit.frame)
    private var assembly: SnapshotAssembly

    package init() { self.init(assembly: SnapshotAssembly()) }

    init(assembly: SnapshotAssembly) {
        self.assembly = assembly
    }

    /// Whether what came so far ends in the middle of a frame.
    package var isInFrame: Bool { self.frames.isInFrame }

    /// Whether a snapshot has begun to come of which not all parts have.
    var isInSnapshot: Bool { self.assembly.isOpen }

    /// How many bytes the frames take that have been read.
    var byteCount: Int { self.frames.byteCount }

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        self.frames.append(bytes)
    }

    /// The next message; nil until more bytes have come.
    ///
    /// - Throws: If what came cannot be understood. Nothing is to be read after that.
    package mutating func next() throws(WireError) -> WireMessage? {
        while let bytes = try self.frames.next() {
            guard let frame = try? SchemaFrame(serializedBytes: bytes) else { throw .malformed }
            if let message = try self.message(frame, byteCount: bytes.count) { return message }
        }
        return nil
    }

    /// - Returns: Nil where there is nothing in it that this version knows.
    private mutating func message(_ frame: SchemaFrame, byteCount: Int) throws(WireError) -> WireMessage? {
        switch frame.content {
        case .hello(let hello): return .hello(Hello(hello))
        case .refusal(let sentence): return .refusal(sentence)
        case .request: throw .misdirected
        case .batch(let batch):
            let events = try self.events(batch)
            try self.assembly.note(byteCount: byteCount)
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
        return events
    }
}
