import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

extension RecordingReader {
    /// What has to be known of a recording before it is read.
    struct Opening {
        let bytes: RecordingBytes

        /// The first frame.
        func hello() throws(RecordingError) -> Hello {
            guard let frame = try self.frame(at: 0, before: try self.bytes.count()),
                case .hello(let message)? = self.content(of: frame.content)
            else {
                throw RecordingError(self.bytes.path, "It is not a recording of bgtop.")
            }
            let hello = Hello(message)
            let (major, own) = (hello.version.major, Hello.Version.current.major)
            guard major == own else {
                throw RecordingError(
                    self.bytes.path,
                    "It was recorded by \(hello.software) in version \(major) of the format,"
                        + " and this bgtop reads version \(own)." + (major > own ? " Update bgtop." : "")
                )
            }
            return hello
        }

        /// When the last event of the last whole batch happened. From each frame to the next it is one step, and only the last
        /// batch is read.
        func end() throws(RecordingError) -> TaskInstant? {
            let count = try self.bytes.count()
            var (place, last) = (0, 0..<0)
            while let frame = try self.frame(at: place, before: count) {
                place = frame.content.upperBound
                if frame.isBatch { last = frame.content }
            }
            guard case .batch(let batch)? = self.content(of: last), let latest = batch.events.map(\.at).max() else {
                return nil
            }
            return TaskInstant(nanoseconds: batch.base &+ latest)
        }

        /// Where the content of the frame at a place lies, and what it begins with; nil where there is no whole one.
        private func frame(at place: Int, before end: Int) throws(RecordingError) -> (content: Range<Int>, isBatch: Bool)? {
            let start = try self.bytes.read(Varint.maximumBytes, from: place)
            // Nobody writes a frame without content; where the power failed there may be nothing but zeros from here on.
            guard case .number(let length, let byteCount) = Varint.read(start), length > 0, length <= WireLimit.frame else {
                return nil
            }
            let content = place + byteCount..<place + byteCount + Int(length)
            guard content.upperBound <= end else { return nil }
            return (content, isBatch: start.dropFirst(byteCount).first == Self.batchTag)
        }

        /// With what a frame begins that is a batch: the number of its field, and that it has a length.
        private static let batchTag: UInt8 = 2 << 3 | 2

        private func content(of frame: Range<Int>) -> SchemaFrame.OneOf_Content? {
            guard let bytes = try? self.bytes.read(frame.count, from: frame.lowerBound) else { return nil }
            return (try? SchemaFrame(serializedBytes: bytes))?.content
        }
    }
}
