import ArgumentParser
import BGTopClient
import BGTopCommandLine

/// `bgtop attach`.
struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Watch a process that runs elsewhere on this machine.",
        discussion: """
            q leaves it alone. When it ends the last picture stays, and what takes its place is shown when it is there: at the same \
            socket, or, where no socket was named, any process of the same name. With --plain, and nothing to be read at standard \
            input, it ends with the process. \
            For another machine, forward its socket: ssh -L /tmp/there.sock:/run/user/1000/bgtop/PID.sock HOST. \
            The exit code is \(TargetOptions.exitCode).
            """
    )

    @Flag(help: "Wait until there is something to attach to.")
    var wait = false

    @OptionGroup var target: TargetOptions

    @OptionGroup var recording: RecordingOptions

    @OptionGroup var viewing: ViewingOptions

    func run() throws {
        let (found, successor) = try self.target.find(isPatient: self.wait)
        try AttachedDashboard(viewing: self.viewing, recording: self.recording).run(found, successor: successor)
    }
}
