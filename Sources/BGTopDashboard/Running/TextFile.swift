#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Files that somebody asked the screen to be saved in.
enum TextFile {
    /// Why there is no file.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let errno: Int32

        var description: String { unsafe "\(self.path): \(String(cString: strerror(self.errno)))" }
    }

    /// Writes each text to a file of its own in the working directory, for nobody but this user to read. The files have one name
    /// and end in what they are.
    ///
    /// An existing file is never touched: the name gets a number where it is taken for any of them. Where one cannot be written
    /// none is left.
    ///
    /// - Returns: The files' names.
    static func create(_ texts: [(ending: String, text: String)], name: String) throws(Failure) -> [String] {
        for number in 1...1_000 {
            let stem = number == 1 ? name : "\(name)-\(number)"
            var paths: [String] = []
            do throws(Failure) {
                for (ending, text) in texts {
                    let path = "\(stem).\(ending)"
                    try Self.create(text, path: path) { paths.append(path) }
                }
                return paths
            } catch {
                for path in paths { unsafe unlink(path) }
                if error.errno != EEXIST { throw error }
            }
        }
        throw Failure(path: name, errno: EEXIST)
    }

    /// - Parameter onCreation: Called when there is a file, whatever becomes of its text.
    private static func create(_ text: String, path: String, onCreation: () -> Void) throws(Failure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, errno: errno) }
        defer { close(descriptor) }
        onCreation()
        let code = WholeWrite.send(Array(text.utf8), to: descriptor)
        guard code == 0 else { throw Failure(path: path, errno: code) }
    }
}
