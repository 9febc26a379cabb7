import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopDashboard
import BackgroundWorkEvents
import BackgroundWorkWire

/// `bgtop replay`.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Watch a recording: step by step, as slow or as fast as you like, and back.",
        discussion: """
            In the same dashboard, with what happened then: p pauses, , and . go a step back and on, ( and ) 10 s, { and } a minute, \
            b and e to the beginning and the end, : to a time, s and S change the speed, q leaves. \
            Files that were full, FILE.1 and so on, are played before FILE. One whose process was killed is played as far as it goes. \
            The exit code is \(ExitCode.noInput.rawValue) if there is no recording at FILE.
            """
    )

    @Argument(help: ArgumentHelp("The recording, by the name that --record was given.", valueName: "file"), completion: .file())
    var path: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many of its seconds pass in one, from 0.25 to 64. (default: 1)", valueName: "number"),
        transform: Self.speed
    )
    var speed: Double?

    @OptionGroup var viewing: ViewingOptions

    func run() throws {
        let player: Player
        do {
            player = try Player(self.path)
        } catch {
            Program.complain("\(error)")
            throw ExitCode.noInput
        }
        try self.viewing.checkScreen()
        if let speed { player.play(at: speed) }
        do {
            _ = try Dashboard(recording: player, options: self.viewing.dashboardOptions()).run()
        } catch {
            throw ValidationError("\(error)")
        }
    }

    @Sendable
    private static func speed(_ text: String) throws -> Double {
        guard let speed = Double(text), PlaybackStatus.speeds.contains(speed) else {
            throw ValidationError("it must be a number from 0.25 to 64.")
        }
        return speed
    }
}
