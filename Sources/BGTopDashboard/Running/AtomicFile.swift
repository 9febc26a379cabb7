#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A small file that is replaced as a whole: who reads it, whenever that is, finds what it was or what it is to be.
package struct AtomicFile {
    /// Why it cannot be read or written.
    package struct Failure: Error, Hashable, Sendable {
        /// For a person, without the file's name.
        package let sentence: String

        package init(_ sentence: String) {
            self.sentence = sentence
        }

        /// - Parameter code: What the system says; by default, what it said last.
        fileprivate static func system(_ sentence: String, code: Int32 = errno) -> Failure {
            unsafe Failure("\(sentence): \(String(cString: strerror(code))).")
        }
    }

    /// Where the file is, or will be: behind all symbolic links, so that these stay what they are.
    private let path: String
    private let folder: String

    /// - Throws: If the path leads nowhere.
    package init(_ path: String) throws(Failure) {
        guard let target = Self.target(of: path) else { throw .system("It cannot be written", code: ELOOP) }
        self.path = target
        self.folder = Self.folder(of: self.path)
    }

    // MARK: - Reading

    /// - Returns: Nil if there is no file.
    package static func read(_ path: String, maximumSize: Int) throws(Failure) -> [UInt8]? {
        // What is no file must not be waited for.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        if descriptor < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard descriptor >= 0 else { throw .system("It cannot be read") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system("It cannot be read") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(status.st_mode & S_IFMT == S_IFDIR ? "It is a folder." : "It is no file.")
        }
        guard status.st_size <= maximumSize else {
            throw Failure("It is larger than \(maximumSize / 1_024) KB, which no such file ever is.")
        }
        var bytes = [UInt8](repeating: 0, count: maximumSize)
        var count = 0
        while count < bytes.count {
            let read = unsafe bytes.withUnsafeMutableBytes { bytes in
                unsafe Self.read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: bytes[count...]))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw .system("It cannot be read") }
            guard read > 0 else { break }
            count += read
        }
        return Array(bytes[..<count])
    }

    @unsafe private static func read(_ descriptor: Int32, into bytes: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Darwin)
        unsafe Darwin.read(descriptor, bytes.baseAddress, bytes.count)
        #else
        unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    // MARK: - Writing

    /// For how long somebody else who writes is waited for: longer than that no disk takes, and no dashboard should stand still.
    private static let lockAttempts = 2_000

    /// Runs `body` while nobody else does who takes this lock, for the file's folder; makes the folder if there is none.
    package func withLock<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        try Self.makeFolder(self.folder)
        let descriptor = unsafe open(self.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("Its folder cannot be opened") }
        defer { close(descriptor) }
        // Where a file system knows no locks there is none: then the last one to write wins.
        for _ in 0..<Self.lockAttempts {
            guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { break }
            // Shorter than whoever writes again and again leaves it free.
            usleep(1_000)
        }
        let result = try body()
        // The new name, too, has to be on the disk. Where that cannot be asked for it has to be trusted.
        _ = fsync(descriptor)
        return result
    }

    /// Writes a new file, for nobody but this user, and gives it the name of the old one.
    package func replace(_ text: String) throws(Failure) {
        if unsafe access(self.path, F_OK) == 0, unsafe access(self.path, W_OK) != 0 { throw .system("It cannot be written") }
        // Whoever is killed now leaves a file behind that nobody ever looks at.
        var name = Array("\(self.folder)/.bgtop.XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw .system("Its folder cannot be written") }
        do throws(Failure) {
            defer { close(descriptor) }
            let code = WholeWrite.send(Array(text.utf8), to: descriptor)
            guard code == 0 else { throw .system("It cannot be written", code: code) }
            guard fsync(descriptor) == 0, unsafe rename(name, self.path) == 0 else { throw .system("It cannot be written") }
        } catch {
            unsafe unlink(name)
            throw error
        }
    }

    /// Makes a folder, and those that it is to be in.
    private static func makeFolder(_ folder: String) throws(Failure) {
        guard unsafe mkdir(folder, 0o700) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, folder.contains("/") else { throw .system("Its folder cannot be made") }
        try Self.makeFolder(Self.folder(of: folder))
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .system("Its folder cannot be made") }
    }

    // MARK: - Paths

    /// As many as the system follows.
    private static let maximumLinks = 40

    /// Where `path` leads if it is a symbolic link, and where that leads, whether or not there is something in the end; nil if there
    /// is no end.
    package static func target(of path: String) -> String? {
        var path = path
        for _ in 0..<Self.maximumLinks {
            guard let link = Self.link(at: path) else { return path }
            path = link.hasPrefix("/") ? link : "\(Self.folder(of: path))/\(link)"
        }
        return nil
    }

    /// Where the symbolic link at `path` leads; nil if it is none.
    private static func link(at path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink(path, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
