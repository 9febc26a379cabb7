package import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Turns what is to be told into frames, each of them behind its length and within the limit.
package enum FrameWriter {
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
        Array(PendingFrames(events))
    }

    /// Says that the process is there, where there is nothing to tell: a batch without events, which every reader passes over.
    package static let heartbeat = Self.bytes(of: .with { $0.batch = SchemaBatch() })

    static func bytes(of frame: SchemaFrame) -> [UInt8] {
        // Nothing in the schema is required, and no text is anything but UTF-8: this cannot fail.
        guard let content: [UInt8] = try? frame.serializedBytes() else { preconditionFailure("a frame cannot be serialized") }
        return Varint.bytes(of: UInt64(content.count)) + content
    }
}
