import ArgumentParser
import BGTopClient
import BGTopCommandLine

extension Discovery {
    /// Says, where nobody can be asked, which processes there are, or where they were looked for.
    ///
    /// - Parameter words: What to ask one of them with, but for its socket.
    /// - Returns: What to end with.
    func complain(asking words: [String]) -> ExitCode {
        if self.processes.isEmpty {
            Program.complain(
                "No process that could be watched. Looked for its socket in:",
                details: self.places.map { "  \($0.path): \($0.result)" } + self.complaints
            )
            return .unavailable
        }
        Program.complain(
            "There are several processes; which of them?",
            details: self.processes.map { "  bgtop \(ShellWords.text(words + [$0.path]))   \($0.summary)" }
        )
        return .validationFailure
    }
}
