#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The bytes of a file, read from any place. It stays open until nobody reads it any more, whatever becomes of its name.
final class RecordingBytes: Sendable {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws(RecordingError) {
        // What is no file must not be waited for.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw RecordingError(path) }
        self.path = path
        self.descriptor = descriptor
        let mode = try self.status().st_mode & S_IFMT
        guard mode == S_IFREG else { throw RecordingError(path, mode == S_IFDIR ? "It is a folder." : "It is no file.") }
    }

    deinit {
        close(self.descriptor)
    }

    /// How many there are at this moment.
    func count() throws(RecordingError) -> Int {
        Int(try self.status().st_size)
    }

    /// Up to so many bytes; none where the file ends.
    func read(_ count: Int, from offset: Int) throws(RecordingError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let result = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(self.descriptor, $0.baseAddress, $0.count, off_t(offset))
            }
            if result < 0, errno == EINTR { continue }
            guard result >= 0 else { throw RecordingError(self.path) }
            return Array(bytes[..<result])
        }
    }

    private func status() throws(RecordingError) -> stat {
        var status = stat()
        guard unsafe fstat(self.descriptor, &status) == 0 else { throw RecordingError(self.path) }
        return status
    }
}
