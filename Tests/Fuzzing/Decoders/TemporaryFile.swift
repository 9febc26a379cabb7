import Foundation

/// A file for as long as somebody reads it: in memory, where the system has a folder for that.
final class TemporaryFile {
    #if os(Linux)
    private static let folder = "/dev/shm"
    #else
    private static let folder = NSTemporaryDirectory()
    #endif

    let path: String

    /// - Returns: Nil if it cannot be written.
    init?(_ bytes: [UInt8]) {
        var name = Array("\(Self.folder)/bgtop-fuzz.XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        self.path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { return nil }
    }

    deinit {
        unsafe unlink(self.path)
    }
}
