package import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A recording with all its files, read as one: those that were full come first, the oldest of them at the beginning.
///
/// A copy reads on by itself, as one of a ``RecordingReader`` does.
package struct RecordingParts: Sendable {
    /// A snapshot, and the file in which it stands.
    package struct Mark: Hashable, Sendable {
        package var at: TaskInstant { self.place.at }
        fileprivate let part: Int
        fileprivate let place: RecordingIndex.Mark
    }

    /// Of whom the recording is; where processes followed one another, of the last one.
    package let hello: Hello
    /// The first snapshot, with which ``next()`` begins.
    package let beginning: Mark
    /// When the last event happened, as far as the last frame tells.
    package let end: TaskInstant?
    /// As ``RecordingReader/isCutShort``, of the last file.
    package var isCutShort: Bool { self.readers[self.readers.count - 1].isCutShort }

    /// Its files, the oldest first.
    package var paths: [String] { self.readers.map(\.path) }

    /// Each about to tell its first snapshot.
    private let unread: [RecordingReader]
    private var readers: [RecordingReader]
    /// Which of them is being read.
    private var part = 0
    /// Up to when all has been told of the process that was told of last; nil where something was missed, or nothing has been told.
    private var told: (process: ProcessDescription, until: TaskInstant)?
    /// Up to when the file that is being read repeats what the one before it told; nil where it does not.
    private var repeated: TaskInstant?

    /// Opens a recording.
    ///
    /// - Parameter path: The name under which it was made. The full files are those with a number behind it.
    /// - Throws: If one of the files cannot be read or is no recording, or if there is nothing in them that could be shown.
    package init(_ path: String) throws(RecordingError) {
        var readers: [RecordingReader] = []
        var number = 1
        while unsafe access(Self.path(path, number), F_OK) == 0 {
            var reader = try RecordingReader(Self.path(path, number))
            try reader.seekFirstSnapshot()
            readers.insert(reader, at: 0)
            number += 1
        }
        do throws(RecordingError) {
            var reader = try RecordingReader(path)
            try reader.seekFirstSnapshot()
            readers.append(reader)
        } catch {
            // Whoever was killed while he began the next file has left it without a beginning, or has not come to it.
            guard !readers.isEmpty, Self.isUnbegun(path) else { throw error }
        }
        guard let first = readers[0].index.snapshots.first else { throw .holdsNothing(path) }
        self.beginning = Mark(part: 0, place: first)
        self.hello = readers[readers.count - 1].hello
        self.end = readers.reversed().lazy.compactMap(\.end).first
        self.unread = readers
        self.readers = readers
    }

    /// As ``RecordingReader/next()``. A file begins before the last one ends: what both tell is told once, but for what happened to
    /// single tasks, of which everybody knows how far they have come.
    package mutating func next() throws(RecordingError) -> [TaskEvent]? {
        while true {
            if let events = try self.readers[self.part].next() {
                let news = self.repeated.map { end in events.filter { !$0.isRepeated(until: end) } } ?? events
                for event in news { self.note(event) }
                return news
            }
            guard self.part + 1 < self.readers.count else { return nil }
            self.part += 1
            // A hello names the process with which its file begins. The file before may have begun with another, and come to this one.
            let next = self.readers[self.part].hello.process
            self.repeated = self.told.flatMap { $0.process == next ? $0.until : nil }
        }
    }

    private mutating func note(_ event: TaskEvent) {
        switch event.kind {
        case .snapshot(let snapshot):
            // Another process may have another clock.
            let before = self.told.flatMap { $0.process == snapshot.process ? $0.until : nil }
            self.told = (process: snapshot.process, until: max(event.at, before ?? event.at))
        case .gap, .interrupted: self.told = nil
        default: if let until = self.told?.until { self.told?.until = max(until, event.at) }
        }
    }

    /// The last snapshot that is no later than `instant`, of all that have been read; the first of all where there is none.
    package func snapshot(before instant: TaskInstant) -> Mark {
        for part in self.readers.indices.reversed() {
            let place = self.readers[part].index.snapshot(before: instant)
            if let place, place.at <= instant { return Mark(part: part, place: place) }
        }
        return self.beginning
    }

    /// Makes ``next()`` go on with a snapshot.
    package mutating func seek(to mark: Mark) {
        self.readers[mark.part].seek(to: mark.place)
        for later in self.readers.indices.dropFirst(mark.part + 1) { self.readers[later] = self.unread[later] }
        self.part = mark.part
        (self.told, self.repeated) = (nil, nil)
    }

    private static func path(_ path: String, _ number: Int) -> String { "\(path).\(number)" }

    /// Whether there is no file, or nothing in it.
    private static func isUnbegun(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return errno == ENOENT }
        return status.st_size == 0
    }
}

extension TaskEvent {
    /// Whether a file need not tell it again that goes on where another one has told all up to a moment.
    fileprivate func isRepeated(until end: TaskInstant) -> Bool {
        guard self.at <= end else { return false }
        return switch self.kind {
        case .submitted, .started, .cancelRequested, .finished: false
        default: true
        }
    }
}

extension RecordingReader {
    /// Makes ``next()`` begin with the first snapshot.
    fileprivate mutating func seekFirstSnapshot() throws(RecordingError) {
        while self.index.snapshots.isEmpty, try self.next() != nil {}
        guard let first = self.index.snapshots.first else { throw .holdsNothing(self.path) }
        self.seek(to: first)
    }
}
