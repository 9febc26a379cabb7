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
            time, or if the process ended before; \(TargetOptions.exitCode). What is true at the beginning is true in time, and what was \
            true of a process when it ended stays so. While nothing comes of it, since it is stopped perhaps, the wait goes on.
            """
    )

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What to wait for, such as 'running==0'.", valueName: "condition"),
        transform: Self.condition
    )
    var until: Condition

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("For how long to wait. (default: for as long as it takes)", valueName: "seconds")
    )
    var timeout: Double?

    @OptionGroup var target: TargetOptions

    /// Where nothing happens, what is true may change with time. A store that has not been told of it for a second takes it that the
    /// process, or who watches it, stood still.
    private static let interval = Duration.milliseconds(250)
    /// How long whoever is there may take to say how things stand at the beginning, which is looked at however short the time is.
    private static let patience = Duration.seconds(10)

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
        let beginning = ContinuousClock.now
        let end = self.timeout.map { beginning + .seconds($0) }
        var store = TaskStore()
        var process: ProcessDescription?
        var told: Interruption?
        // Looked at after each piece that comes, so that what was true for a moment only may be missed; a second is not.
        while true {
            // Until there is a snapshot to be judged by, the time that is given does not count.
            let left = process == nil ? nil : end.map { max(.zero, $0 - .now) }
            for event in feed.next(within: min(Self.interval, left ?? Self.interval)) {
                store.fold(event)
            }
            store.advance(to: feed.now)
            process = process ?? store.process
            if let process, process != store.process {
                Program.complain("\(process.name), pid \(process.processID), has ended, and another has taken its place.")
                throw ExitCode.failure
            }
            // Of what was last seen of one that may go on nobody knows whether it is still true.
            let isStale = store.interruption?.isRetrying == true
            if process != nil, !isStale, self.until.holds(in: store) { return }
            if let interruption = store.interruption, interruption != told {
                guard interruption.isRetrying else { throw self.failure(interruption, of: process) }
                Program.complain(interruption.reason)
            }
            told = store.interruption
            guard let end, ContinuousClock.now >= end else { continue }
            if process != nil { throw ExitCode.failure }
            if ContinuousClock.now >= beginning + Self.patience {
                Program.complain("The process says nothing: it may be stopped.")
                throw ExitCode.unavailable
            }
        }
    }

    /// Says why nothing more comes.
    ///
    /// - Returns: What to end with.
    private func failure(_ interruption: Interruption, of process: ProcessDescription?) -> ExitCode {
        guard let process else {
            Program.complain(interruption.reason)
            return .unavailable
        }
        Program.complain("\(process.name), pid \(process.processID), has ended, and \(self.until.text) was never true.")
        return .failure
    }
}
