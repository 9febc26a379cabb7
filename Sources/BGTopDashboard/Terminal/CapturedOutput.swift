#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What the process wrote to its standard output and standard error during a session; of each, the newest part.
package struct CapturedOutput: Hashable, Sendable {
    package var output: [UInt8]
    package var errors: [UInt8]
    /// How many earlier bytes were not kept.
    package var omitted: UInt64

    package init(output: [UInt8] = [], errors: [UInt8] = [], omitted: UInt64 = 0) {
        self.output = output
        self.errors = errors
        self.omitted = omitted
    }

    /// Writes it to where it was meant to go. What nobody takes is lost.
    ///
    /// - Parameter patience: For how long nothing may be taken; as ``BoundedWrite/send(_:to:patience:)``.
    package func replay(patience: Duration? = nil) {
        if self.omitted > 0 {
            _ = BoundedWrite.send(
                Array("(\(self.omitted) bytes of earlier output were not kept)\n".utf8),
                to: STDERR_FILENO,
                patience: patience
            )
        }
        _ = BoundedWrite.send(self.output, to: STDOUT_FILENO, patience: patience)
        _ = BoundedWrite.send(self.errors, to: STDERR_FILENO, patience: patience)
    }
}
