import ArgumentParser
import BGTopCommandLine
import BGTopDashboard

/// `bgtop instrument`, and `bgtop help instrument`.
struct InstrumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instrument",
        abstract: "Say how to put the library into a server.",
        discussion: StartScreen.instructions
    )

    func run() throws {
        try OutputFile(nil).write(StartScreen.instructions + "\n")
    }
}
