import ArgumentParser
import BGTopClient
import BGTopCommandLine

extension Discovery {
    /// Says, where nobody can be asked, which processes there are, or where they were looked for.
    ///
    /// - Returns: What to end with.
    func complain() -> ExitCode {
        let lines: [String]
        if self.processes.isEmpty {
            lines =
                ["No process that could be watched. Looked for its socket in:"]
                + self.places.map { "  \($0.path): \($0.result)" } + self.complaints
        } else {
            lines =
                ["There are several processes; which of them?"]
                + self.processes.map { "  bgtop attach \($0.path)   \($0.summary)" }
        }
        Program.complain(lines.joined(separator: "\n"))
        return .failure
    }
}
