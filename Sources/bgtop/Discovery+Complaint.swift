import ArgumentParser
import BGTopClient
import BGTopCommandLine

extension Discovery {
    /// Says, where nobody can be asked, which processes there are, or where they were looked for.
    ///
    /// - Returns: What to end with.
    func complain(asking command: String = "attach") -> ExitCode {
        if self.processes.isEmpty {
            Program.complain(
                "No process that could be watched. Looked for its socket in:",
                details: self.places.map { "  \($0.path): \($0.result)" } + self.complaints
            )
        } else {
            Program.complain(
                "There are several processes; which of them?",
                details: self.processes.map { "  bgtop \(command) \($0.path)   \($0.summary)" }
            )
        }
        return .unavailable
    }
}
