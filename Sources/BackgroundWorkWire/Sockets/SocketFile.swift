#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The file that a socket is, as it lay at its path at one time: something else may lie there later.
package struct SocketFile: Hashable, Sendable {
    package let path: String
    private let device: dev_t
    private let number: ino_t

    /// - Returns: Nil where there is nothing, or something that is no socket.
    package init?(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
        self.path = path
        self.device = status.st_dev
        self.number = status.st_ino
    }

    /// Removes it, and nothing that has taken its place.
    package func remove() {
        guard SocketFile(self.path) == self else { return }
        _ = unsafe unlink(self.path)
    }
}
