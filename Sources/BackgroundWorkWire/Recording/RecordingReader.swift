package import BackgroundWorkEvents

/// Reads a recording frame by frame, and holds no more of it than one frame, or one snapshot.
///
/// A copy reads on by itself. What is still being written can be read as far as it has come; ``next()`` goes on when there is more.
package struct RecordingReader: Sendable {
    private static let portion = 65_536

    /// Of whom the recording is.
    package let hello: Hello
    /// When the last event happened, as far as the last frame tells.
    package let end: TaskInstant?
    /// What there is to begin with, of all that has been read.
    package private(set) var index = RecordingIndex()
    /// Whether it ends in the middle of a frame or of a snapshot, as where the process that recorded was killed. Known when
    /// ``next()`` has returned nil.
    package private(set) var isCutShort = false

    private let bytes: RecordingBytes
    private var frames = FrameReader()
    /// Where in the file ``frames`` began to read.
    private var origin = 0
    /// Where in the file the next bytes are.
    private var position = 0
    /// Where the next message begins.
    private var nextMessage = 0
    /// Where the snapshot begins of which not all parts have come.
    private var openSnapshot: Int?
    /// Whether what comes before the next snapshot makes no sense.
    private var seeksSnapshot = false

    package var path: String { self.bytes.path }

    /// Opens a recording.
    ///
    /// - Throws: If it cannot be read, or is none.
    package init(_ path: String) throws(RecordingError) {
        self.bytes = try RecordingBytes(path)
        guard try self.bytes.count() > 0 else { throw RecordingError(path, "It is empty: nothing has been recorded in it.") }
        let opening = Opening(bytes: self.bytes)
        self.hello = try opening.hello()
        self.end = try opening.end()
    }

    /// The events of the next frame, in their order. Empty where much had to be read that tells nothing, so that whoever has other
    /// things to do comes to them; nil at the end of the file.
    ///
    /// - Throws: If the file cannot be read any further.
    package mutating func next() throws(RecordingError) -> [TaskEvent]? {
        var hasRead = false
        while true {
            guard let message = try self.nextMessageOfFrames() else {
                guard !hasRead else { return [] }
                let more = try self.bytes.read(Self.portion, from: self.position)
                self.isCutShort = more.isEmpty && (self.frames.isInFrame || self.frames.isInSnapshot)
                if more.isEmpty { return nil }
                self.position += more.count
                self.frames.append(more)
                hasRead = true
                continue
            }
            let start = self.openSnapshot ?? self.nextMessage
            self.openSnapshot = self.frames.isInSnapshot ? self.openSnapshot ?? self.nextMessage : nil
            self.nextMessage = self.origin + self.frames.byteCount
            guard case .events(var events) = message else { continue }
            self.index.note(events, from: start)
            if self.seeksSnapshot {
                guard let first = events.firstIndex(where: \.isSnapshot) else { continue }
                events.removeFirst(first)
                self.seeksSnapshot = false
            }
            return events
        }
    }

    /// Makes ``next()`` go on with a snapshot.
    package mutating func seek(to mark: RecordingIndex.Mark) {
        self.frames = FrameReader()
        self.origin = mark.offset
        self.position = mark.offset
        self.nextMessage = mark.offset
        self.openSnapshot = nil
        self.seeksSnapshot = true
        self.isCutShort = false
    }

    private mutating func nextMessageOfFrames() throws(RecordingError) -> WireMessage? {
        do {
            return try self.frames.next()
        } catch {
            let place = self.origin + self.frames.byteCount
            throw RecordingError(self.path, "It cannot be read beyond byte \(place), where it is damaged.")
        }
    }
}
