import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopDashboard
import DemoServer

/// `top` for the background tasks of a Swift server.
@main
struct BGTop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgtop",
        abstract: "Watch the background tasks of a Swift server, and drain them.",
        discussion: """
            Without a command it attaches to the one process of this user that can be watched, or asks which. A server can be watched \
            if it runs a BackgroundWorkAgent; the demo does. By itself \
            bgtop ends with \(TargetOptions.exitCode), and nobody can be asked.
            Every command ends with 64 if it was called wrongly, and with 74 if its output cannot be written; its own help has the others.
            """,
        version: Program.version,
        subcommands: [
            AttachCommand.self, ListCommand.self, SnapshotCommand.self, EventsCommand.self, WaitCommand.self,
            ReplayCommand.self, ExportCommand.self,
            DemoOptions.self, LearnCommand.self, WorldCommand.self, InstrumentCommand.self,
        ]
    )

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var viewing: ViewingOptions

    static func main() {
        Program.run(Self.self)
    }

    /// Shows the process that there is, or what there is to do.
    func run() throws {
        let dashboard = AttachedDashboard(viewing: self.viewing, recording: self.recording)
        let discovery = Discovery.look()
        if discovery.processes.count == 1 {
            return try dashboard.run(discovery.processes[0], successor: .sameName)
        }
        guard StandardStream.isInteractive, !self.viewing.plain else {
            // With the options that were given here.
            throw discovery.complain(asking: ["attach"] + CommandLine.arguments.dropFirst())
        }
        try Program.checkTerminal()
        switch try self.choice(discovery) {
        case .process(let path): try dashboard.run(self.process(at: path), successor: .sameName)
        case .demo: try self.runDemo()
        case .wait:
            let found = AttachedDashboard.wait(for: "a process that can be watched") { Discovery.look().processes.first }
            try dashboard.run(found, successor: .sameName)
        case .quit: break
        }
    }

    /// The one that was chosen, which may be gone since.
    private func process(at path: String) throws -> FoundProcess {
        do {
            return try Discovery.process(at: path)
        } catch {
            Program.complain("\(error)")
            throw ExitCode.unavailable
        }
    }

    /// As `bgtop demo` with the options that were given here.
    private func runDemo() throws {
        var demo = try DemoOptions.parse([])
        (demo.viewing, demo.recording) = (self.viewing, self.recording)
        try demo.run()
    }

    private func choice(_ discovery: Discovery) throws -> StartScreen.Choice {
        do {
            return try StartScreen.run(
                self.viewing.dashboardOptions(),
                offer: discovery.offer,
                look: { Discovery.look().offer }
            )
        } catch {
            throw ValidationError("\(error)")
        }
    }
}

extension Discovery {
    /// As the start screen lists it.
    fileprivate var offer: StartScreen.Offer {
        StartScreen.Offer(
            processes: self.processes.map { StartScreen.Offer.Process(id: $0.path, summary: $0.summary) },
            places: self.places.map { "\($0.path): \($0.result)" }
        )
    }
}
