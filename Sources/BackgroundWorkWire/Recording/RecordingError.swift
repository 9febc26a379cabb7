#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why a recording cannot be written, or not be read.
package struct RecordingError: Error, Hashable, CustomStringConvertible {
    package let path: String
    /// A sentence without the file's name.
    let reason: String

    /// A sentence for a person.
    package var description: String { "\(self.path): \(self.reason)" }

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// - Parameter code: What the system says; by default, what it said last.
    init(_ path: String, code: Int32 = errno) {
        unsafe self.init(path, "\(String(cString: strerror(code))).")
    }

    /// Of a recording that has no snapshot, without which nothing in it makes sense.
    package static func holdsNothing(_ path: String) -> Self {
        Self(path, "Nothing could be recorded in it before it was cut short.")
    }
}
