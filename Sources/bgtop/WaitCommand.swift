import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopStore
import BackgroundWorkEvents

/// `bgtop wait`.
struct WaitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until something is true of a process: for scripts.",
        discussion: """
            The condition compares one figure: \(Condition.subjects). The exit code is 0 as soon as it is true, and 1 if it was not in \
            time, or if the process ended before. While nothing comes of it, since it is stopped perhaps, the wait goes on.
            """
    )

    @Option(help: ArgumentHelp("What to wait for, such as 'running==0'.", valueName: "condition"), transform: Self.condition)
    var until: Condition

    @Option(help: ArgumentHelp("For how long to wait. (default: for as long as it takes)", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var target: TargetOptions

    /// Where nothing happens, what is true may change with time. A store that has not been told of it for a second takes it that the
    /// process, or who watches it, stood still.
    private static let interval = Duration.milliseconds(250)

    @Sendable
    private static func condition(_ text: String) throws -> Condition {
        do {
            return try Condition(text)
        } catch {
            throw ValidationError(error.description)
        }
    }

    func validate() throws {
        if let timeout, !(timeout >= 0 && timeout <= 1e9) {
            throw ValidationError("--timeout must be a number of seconds from 0.")
        }
    }

    func run() throws {
        let (found, successor) = try self.target.find()
        let feed = EventFeed(of: AttachedProcess(found, successor: successor))
        let end = self.timeout.map { ContinuousClock.now + .seconds($0) }
        var store = TaskStore()
        var process: ProcessDescription?
        var told: Interruption?
        // Looked at after each piece that comes, so that what was true for a moment only may be missed; a second is not.
        while true {
            for event in feed.next(within: end.map { min(Self.interval, max(.zero, $0 - .now)) } ?? Self.interval) {
                store.fold(event)
            }
            store.advance(to: feed.now)
            process = process ?? store.process
            if let process, process != store.process {
                Program.complain("\(process.name), pid \(process.processID), has ended, and another has taken its place.")
                throw ExitCode.failure
            }
            // Of what was last seen nobody knows whether it is still true.
            let isStale = store.interruption?.isRetrying == true
            if process != nil, !isStale, self.until.holds(in: store) { return }
            if let interruption = store.interruption, interruption != told { Program.complain(interruption.reason) }
            told = store.interruption
            if told?.isRetrying == false { throw ExitCode.failure }
            if let end, ContinuousClock.now >= end { throw ExitCode.failure }
        }
    }
}
