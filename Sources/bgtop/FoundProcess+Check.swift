import ArgumentParser
import BGTopClient
import BGTopCommandLine

extension FoundProcess {
    /// Sees whether this version can watch it.
    ///
    /// - Throws: If it cannot, after that has been said.
    func check() throws {
        guard let objection else { return }
        Program.complain(objection)
        throw ExitCode.unavailable
    }
}
