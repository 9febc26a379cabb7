#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

extension TerminalSession {
    /// Says whether the terminal at standard input and standard output is up to a session, without writing anything to it.
    ///
    /// - Throws: ``TerminalError``, as a session would.
    package static func check() throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
        _ = try TerminalScreen(
            term: ProcessEnvironment["TERM"],
            size: Size(columns: 80, rows: 24),
            isUTF8: false,
            options: TerminalOptions()
        )
    }
}
