/// Why there can be no full-screen session. Nothing was written to the terminal.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
    /// Standard input or standard output is a file, a pipe or nothing.
    case notATerminal(Stream)
    /// The terminal cannot place its cursor, or nothing is known about it.
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
        case .notATerminal(let stream): "\(stream.rawValue) is not a terminal."
        case .unsuitable(let term):
            "The terminal type \"\(DisplayText(term).string)\" cannot show a full screen; set TERM to what it is."
        case .system(let call, let errno): "The terminal cannot be used: \(call) failed with error \(errno)."
        }
    }
}
