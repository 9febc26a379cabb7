import ArgumentParser
import BGTopDashboard
import DemoServer

/// `bgtop instrument`, and `bgtop help instrument`.
struct InstrumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instrument",
        abstract: "Say how to put the library into a server.",
        discussion: StartScreen.instructions
    )

    func run() {
        StandardStream.output.print(StartScreen.instructions)
    }
}
