import Foundation
import TestSupport
import Testing

/// A pipe with a name that has no room left, and a reader who takes nothing out of it until he is told to.
final class FullPipe {
    let path: String
    private let directory: TemporaryDirectory
    private let descriptor: Int32

    init() throws {
        self.directory = try TemporaryDirectory()
        self.path = self.directory.path("pipe")
        try #require(unsafe mkfifo(self.path, 0o600) == 0)
        self.descriptor = unsafe open(self.path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        try #require(self.descriptor >= 0)
        let zeroes = [UInt8](repeating: 0, count: 4_096)
        while unsafe write(self.descriptor, zeroes, zeroes.count) > 0 {}
    }

    /// Takes out of it all that is in it now.
    func take() -> String {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(self.descriptor, &bytes, bytes.count)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += bytes[..<count]
        }
    }

    deinit {
        close(self.descriptor)
    }
}
