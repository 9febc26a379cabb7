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
            socket, or, where no socket was named, any process of the same name. \
            For another machine, forward its socket: ssh -L /tmp/there.sock:/run/user/1000/bgtop/PID.sock HOST
            """
    )

    @Argument(
        help: ArgumentHelp("Its socket, as bgtop list shows it; the only one there is unless it is named.", valueName: "socket")
    )
    var path: String?

    @Flag(help: "Wait until there is something to attach to.")
    var wait = false

    @OptionGroup var viewing: ViewingOptions

    func run() throws {
        let dashboard = AttachedDashboard(viewing: self.viewing)
        guard let path else {
            return try dashboard.run(try self.only(), successor: .sameName)
        }
        let found =
            try self.wait ? AttachedDashboard.wait { try? Discovery.process(at: path, within: 1) } : Self.process(at: path)
        try dashboard.run(found, successor: .samePath)
    }

    private func only() throws -> FoundProcess {
        if self.wait { return AttachedDashboard.wait { Discovery.look().processes.first } }
        let discovery = Discovery.look()
        guard discovery.processes.count == 1 else { throw discovery.complain() }
        return discovery.processes[0]
    }

    private static func process(at path: String) throws -> FoundProcess {
        do {
            return try Discovery.process(at: path)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
