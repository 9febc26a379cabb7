#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that somebody asked the screen to be saved in.
enum TextFile {
    /// Why there is no file.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let errno: Int32

        var description: String { unsafe "\(self.path): \(String(cString: strerror(self.errno)))" }
    }

    /// Writes `text` to a file of its own in the working directory, for nobody but this user to read.
    ///
    /// An existing file is never touched: the name gets a number where it is taken.
    ///
    /// - Returns: The file's name.
    static func create(_ text: String, name: String) throws(Failure) -> String {
        for number in 1...1_000 {
            let path = number == 1 ? "\(name).txt" : "\(name)-\(number).txt"
            let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor >= 0 {
                defer { close(descriptor) }
                try Self.append(Array(text.utf8), to: descriptor, path: path)
                return path
            }
            if errno != EEXIST { throw Failure(path: path, errno: errno) }
        }
        throw Failure(path: name, errno: EEXIST)
    }

    static func append(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(path: path, errno: errno) }
            rest.removeFirst(count)
        }
    }
}
