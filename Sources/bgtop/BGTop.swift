import ArgumentParser
import BGTopCommandLine
import BGTopDashboard
import DemoServer

/// `top` for the background tasks of a Swift server.
@main
struct BGTop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgtop",
        abstract: "Watch the background tasks of a Swift server, and drain them.",
        version: Program.version,
        subcommands: [DemoCommand.self, InstrumentCommand.self]
    )

    static func main() {
        Program.run(Self.self)
    }

    /// Shows what there is to do. Without a terminal there is nothing to show it on.
    func run() throws {
        guard StandardStream.isInteractive else {
            StandardStream.error.print(
                "No instrumented process found: this version can only show the process that it runs in, as `bgtop demo` does."
            )
            throw ExitCode.failure
        }
        try Program.checkTerminal()
        switch try self.choice() {
        case .demo: try DemoCommand.parse([]).run()
        case .quit: break
        }
    }

    private func choice() throws -> StartScreen.Choice {
        do {
            return try StartScreen.run()
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
