import Foundation

/// The process's standard streams, written to directly: nothing is left in a buffer when the process ends at once, and a
/// reader that has gone away is no error.
public enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    public var isTerminal: Bool { isatty(self.rawValue) == 1 }

    /// Whether a person can see what is written, and answer.
    public static var isInteractive: Bool { Self.input.isTerminal && Self.output.isTerminal }

    public func print(_ text: String) {
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { unsafe write(self.rawValue, $0.baseAddress, $0.count) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR {
                return
            }
        }
    }
}
