#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Why there can be no full-screen session. Nothing was written to the terminal.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
    /// Standard input or standard output is a file, a pipe or nothing.
    case notATerminal(Stream)
    /// There is no description of terminals of this type, nor of the commonest one.
    case unknown(term: String)
    /// Terminals of this type cannot place their cursor.
    case unsuitable(term: String)
    /// The system refused what a session needs.
    case system(call: String, errno: Int32)

    package enum Stream: String, Hashable, Sendable {
        case input = "Standard input"
        case output = "Standard output"
    }

    /// One sentence for a person.
    package var description: String {
        switch self {
        case .notATerminal(let stream):
            "\(stream.rawValue) is not a terminal."
        case .unknown(let term):
            "Nothing is known here about a terminal of type \(Self.quoted(term)); set TERM to a type that is installed."
        case .unsuitable(let term):
            "A terminal of type \(Self.quoted(term)) cannot show a full screen; set TERM to what it really is."
        case .system(let call, let errno):
            "The terminal cannot be used: \(call) failed, because of: \(unsafe String(cString: strerror(errno)))."
        }
    }

    private static func quoted(_ term: String) -> String {
        "\"\(DisplayText(term, maximumWidth: 40).string)\""
    }
}
