#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file to which frames are appended. Whatever becomes of the process, what has been appended can be read.
struct RecordingFile: ~Copyable {
    let path: String
    /// In bytes.
    private(set) var size = 0
    private let descriptor: Int32

    /// Creates the file, for nobody but this user to read.
    ///
    /// What is there already is left alone, unless it is an empty file: that one is used, and may be read by whom it was made for.
    init(creating path: String) throws(RecordingError) {
        self.descriptor = try Self.open(path)
        self.path = path
    }

    deinit {
        close(self.descriptor)
    }

    private static func open(_ path: String) throws(RecordingError) -> Int32 {
        let flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY
        let created = unsafe Self.open(path, flags: flags | O_CREAT | O_EXCL)
        if created >= 0 { return created }
        guard errno == EEXIST else { throw RecordingError(path) }
        // What is no file must not be waited for.
        let existing = unsafe Self.open(path, flags: flags | O_NONBLOCK)
        guard existing >= 0 else { throw RecordingError(path) }
        var status = stat()
        let isKnown = unsafe fstat(existing, &status) == 0
        if isKnown, status.st_mode & S_IFMT == S_IFREG, status.st_size == 0 { return existing }
        close(existing)
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else { throw RecordingError(path, "It is no file.") }
        throw .exists(path)
    }

    @unsafe private static func open(_ path: String, flags: Int32) -> Int32 {
        #if canImport(Darwin)
        unsafe Darwin.open(path, flags, 0o600)
        #elseif canImport(Musl)
        unsafe Musl.open(path, flags, 0o600)
        #else
        unsafe Glibc.open(path, flags, 0o600)
        #endif
    }

    mutating func append(_ frame: [UInt8]) throws(RecordingError) {
        var rest = frame[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(self.descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw RecordingError(self.path) }
            rest.removeFirst(count)
        }
        self.size += frame.count
    }

    /// - Throws: If the file has no name any more, so that nobody will ever read it.
    func checkName() throws(RecordingError) {
        var status = stat()
        guard unsafe fstat(self.descriptor, &status) == 0 else { throw RecordingError(self.path) }
        guard status.st_nlink > 0 else { throw RecordingError(self.path, "It was removed.") }
    }
}

extension RecordingError {
    static func exists(_ path: String) -> Self {
        Self(path, "It exists, and nothing is recorded over what may be of use. Remove it, or choose another name.")
    }
}
