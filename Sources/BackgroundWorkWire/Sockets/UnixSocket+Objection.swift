#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension UnixSocket {
    /// Why nobody can be reached at `path`, however long one waits, as a sentence; nil where somebody may come.
    package static func objection(to path: String) -> String? {
        if let objection = self.objection(toLengthOf: path) { return objection }
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK else { return nil }
        return "\(path) is no socket."
    }

    static func objection(toLengthOf path: String) -> String? {
        guard !path.isEmpty else { return "The path of a socket has to be named: this one is empty." }
        let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        // With a zero at the end.
        guard path.utf8.count >= capacity else { return nil }
        return "\(path) is too long for a socket: the system allows \(capacity - 1) bytes."
    }
}
