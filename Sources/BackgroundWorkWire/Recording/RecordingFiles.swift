#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The files of one recording: `NAME`, which is being written, and those that were full before it, `NAME.1` the latest of them.
struct RecordingFiles: ~Copyable {
    private let path: String
    private let limits: RecordingLimits
    private var current: RecordingFile
    /// How much of the current file its beginning takes, without which it could not be read.
    private var beginning: Int?
    /// How large the current file has to be at least before it is full.
    private var postponed = 0

    /// - Throws: If there is no file that could be written, or one of those that are to come is there already.
    init(_ path: String, limits: RecordingLimits) throws(RecordingError) {
        for number in 1..<limits.maximumFiles {
            let taken = Self.path(path, number)
            if unsafe access(taken, F_OK) == 0 { throw .exists(taken) }
        }
        self.current = try RecordingFile(creating: path)
        self.path = path
        self.limits = limits
    }

    /// The first frames of a file have to come together, and are its beginning.
    mutating func append(_ frames: [[UInt8]]) throws(RecordingError) {
        for frame in frames { try self.current.append(frame) }
        guard !frames.isEmpty else { return }
        try self.current.checkName()
        if self.beginning == nil { self.beginning = self.current.size }
    }

    /// Whether it is time for another file: never before the current one holds as much again as its beginning.
    var isFull: Bool {
        guard let beginning else { return false }
        return self.current.size >= max(self.limits.maximumFileSize, 2 * beginning, self.postponed)
    }

    /// Goes on with the current file, which is full, as there is nothing to begin another with: until it holds a tenth of a file more.
    mutating func postpone() {
        self.postponed = self.current.size + max(1, self.limits.maximumFileSize / 10)
    }

    /// Begins another file under the name, and drops the oldest if there are too many.
    mutating func rotate() throws(RecordingError) {
        for number in (0..<max(1, self.limits.maximumFiles - 1)).reversed() {
            let (old, new) = (Self.path(self.path, number), Self.path(self.path, number + 1))
            let result = unsafe self.limits.maximumFiles == 1 ? unlink(old) : rename(old, new)
            // The older ones are there only after as many files. The one that was being written has to be.
            guard result == 0 || (number > 0 && errno == ENOENT) else { throw RecordingError(old) }
        }
        self.current = try RecordingFile(creating: self.path)
        self.beginning = nil
        self.postponed = 0
    }

    private static func path(_ path: String, _ number: Int) -> String {
        number == 0 ? path : "\(path).\(number)"
    }
}
