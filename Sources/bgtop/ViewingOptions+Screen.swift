import ArgumentParser
import BGTopCommandLine

extension ViewingOptions {
    /// Sees whether there is a terminal for the dashboard, before anything is started or written to it.
    ///
    /// - Throws: A sentence, if it needs one and there is none.
    func checkScreen() throws {
        guard !self.plain else { return }
        guard StandardStream.isInteractive else {
            throw ValidationError(
                "The dashboard needs a terminal, at standard input as at standard output; --plain goes without."
            )
        }
        try Program.checkTerminal(elseOption: "--plain")
    }
}
