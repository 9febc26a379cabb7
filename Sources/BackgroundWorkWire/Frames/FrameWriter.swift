package import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Turns what is to be told into frames, each of them behind its length and within the limit.
package enum FrameWriter {
    /// Where a batch is about more tasks than this, the first in it would wait too long for the last.
    private static let maximumWeight = 512

    package static func frame(_ hello: Hello) -> [UInt8] {
        Self.bytes(of: .with { $0.hello = SchemaHello(hello) })
    }

    package static func frame(_ command: TaskCommand, by requester: Requester) -> [UInt8] {
        Self.bytes(
            of: .with {
                $0.request.command = SchemaCommand(command)
                $0.request.requester = SchemaRequester(requester)
            }
        )
    }

    /// - Parameter refusal: Why there is nothing more to come, as a sentence.
    package static func frame(refusal: String) -> [UInt8] {
        Self.bytes(of: .with { $0.refusal = refusal.cut(to: .text) })
    }

    /// The events in as many frames as they take; none if there are none.
    package static func frames(_ events: some Sequence<TaskEvent>) -> [[UInt8]] {
        var frames: [[UInt8]] = []
        var pieces: [Piece] = []
        var weight = 0
        for piece in events.lazy.flatMap({ Piece.pieces(of: $0, atMost: Self.maximumWeight) }) {
            pieces.append(piece)
            weight += piece.weight
            guard weight >= Self.maximumWeight else { continue }
            Self.append(pieces, to: &frames)
            (pieces, weight) = ([], 0)
        }
        if !pieces.isEmpty { Self.append(pieces, to: &frames) }
        return frames
    }

    /// What does not fit into one frame goes into two.
    private static func append(_ pieces: [Piece], to frames: inout [[UInt8]]) {
        let frame = Self.bytes(of: .with { $0.batch = Self.batch(pieces) })
        if frame.count <= WireLimit.frame {
            frames.append(frame)
        } else if pieces.count > 1 {
            let middle = pieces.count / 2
            Self.append(Array(pieces[..<middle]), to: &frames)
            Self.append(Array(pieces[middle...]), to: &frames)
        } else {
            for half in pieces[0].halves { Self.append([half], to: &frames) }
        }
    }

    private static func batch(_ pieces: [Piece]) -> SchemaBatch {
        let base = pieces[0].at
        var encoder = BatchEncoder(base: base)
        let events = pieces.map { $0.encoded(by: &encoder) }
        return .with {
            $0.base = base.nanoseconds
            $0.events = events
            $0.texts = encoder.texts.texts
        }
    }

    private static func bytes(of frame: SchemaFrame) -> [UInt8] {
        // Nothing in the schema is required, and no text is anything but UTF-8: this cannot fail.
        guard let content: [UInt8] = try? frame.serializedBytes() else { preconditionFailure("a frame cannot be serialized") }
        return Varint.bytes(of: UInt64(content.count)) + content
    }
}
