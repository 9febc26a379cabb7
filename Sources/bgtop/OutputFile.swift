import ArgumentParser
import BGTopCommandLine
import BGTopDashboard
import Foundation

/// Where a command puts what it was asked for: standard output, or a file.
///
/// A file has its name only when it is whole; until then it is another one beside it, `NAME.….partial`. What is at the path and is no
/// file, as a pipe with a name, is written to as it comes. Who takes it slowly is waited for.
final class OutputFile {
    /// Nil for standard output.
    private let path: String?
    /// What the file is called until it is whole; nil where nothing has to be renamed.
    private var partial: String?
    private let descriptor: Int32

    /// - Parameter path: Of the file; nil for standard output.
    /// - Throws: Where there is nothing that could be written to, after that has been said.
    init(_ path: String?) throws {
        // Where a reader has gone, or a file must not become larger, it is the write that fails, and not the process that ends.
        for code in [SIGPIPE, SIGXFSZ] { _ = signal(code, SIG_IGN) }
        guard let path else {
            (self.path, self.partial, self.descriptor) = (nil, nil, StandardStream.output.rawValue)
            return
        }
        var status = stat()
        let exists = unsafe stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            (self.path, self.partial) = (path, nil)
            self.descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
            guard self.descriptor >= 0 else { throw Self.failure(path) }
            return
        }
        if exists, unsafe access(path, W_OK) != 0 { throw Self.failure(path) }
        // Behind all symbolic links, so that these stay what they are, also where they lead to nothing yet.
        guard let target = AtomicFile.target(of: path) else { throw Self.failure(path, code: ELOOP) }
        let suffix = ".partial"
        var name = Array("\(target).XXXXXX\(suffix)".utf8CString)
        self.descriptor = unsafe mkstemps(&name, Int32(suffix.utf8.count))
        guard self.descriptor >= 0 else { throw Self.failure(path) }
        // A new one is for nobody but this user, as the recording is that it tells of.
        if exists { fchmod(self.descriptor, status.st_mode & 0o777) }
        self.path = target
        self.partial = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        if self.path != nil, self.descriptor >= 0 { close(self.descriptor) }
        if let partial { unsafe unlink(partial) }
    }

    /// Blocks until all of it has been taken.
    ///
    /// - Throws: If it cannot be written, after that has been said.
    func write(_ text: String) throws {
        let code = WholeWrite.send(Array(text.utf8), to: self.descriptor)
        guard code == 0 else { throw self.failure(code) }
    }

    /// Gives the file its name.
    ///
    /// - Throws: If that cannot be done, after it has been said; there is no file then.
    func finish() throws {
        guard let partial, let path else { return }
        guard fsync(self.descriptor) == 0, unsafe rename(partial, path) == 0 else { throw self.failure() }
        self.partial = nil
    }

    /// Whether two paths lead to one file.
    static func isSame(_ path: String, as other: String) -> Bool {
        var (left, right) = (stat(), stat())
        guard unsafe stat(path, &left) == 0, unsafe stat(other, &right) == 0 else { return false }
        return left.st_dev == right.st_dev && left.st_ino == right.st_ino
    }

    private func failure(_ code: Int32 = errno) -> any Error {
        guard let path else { return StandardStream.Unwritten(stream: .output, code: code) }
        return Self.failure(path, code: code)
    }

    private static func failure(_ path: String, code: Int32 = errno) -> any Error {
        Program.complain("\(path) cannot be written: \(unsafe String(cString: strerror(code))).")
        return ExitCode(StandardStream.Unwritten.exitCode)
    }
}
