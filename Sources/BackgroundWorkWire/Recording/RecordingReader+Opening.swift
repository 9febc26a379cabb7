import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

extension RecordingReader {
    /// What has to be known of a recording before it is read.
    struct Opening {
        let bytes: RecordingBytes

        /// The first frame.
        func hello() throws(RecordingError) -> Hello {
            guard let frame = try self.frame(at: 0), case .hello(let message)? = self.content(of: frame) else {
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

        /// When the last event of the last whole frame happened. From each frame to the next it is one step, and only the last
        /// is read.
        func end() throws(RecordingError) -> TaskInstant? {
            var (place, last) = (0, 0..<0)
            while let frame = try self.frame(at: place) { (place, last) = (frame.upperBound, frame) }
            guard case .batch(let batch)? = self.content(of: last), let latest = batch.events.map(\.at).max() else {
                return nil
            }
            return TaskInstant(nanoseconds: batch.base &+ latest)
        }

        /// Where the content of the frame at a place lies; nil where there is no whole one.
        private func frame(at place: Int) throws(RecordingError) -> Range<Int>? {
            guard case .number(let length, let byteCount) = Varint.read(try self.bytes.read(Varint.maximumBytes, from: place)),
                length <= WireLimit.frame
            else { return nil }
            let content = place + byteCount..<place + byteCount + Int(length)
            return content.upperBound <= (try self.bytes.count()) ? content : nil
        }

        private func content(of frame: Range<Int>) -> SchemaFrame.OneOf_Content? {
            guard let bytes = try? self.bytes.read(frame.count, from: frame.lowerBound) else { return nil }
            return (try? SchemaFrame(serializedBytes: bytes))?.content
        }
    }
}
