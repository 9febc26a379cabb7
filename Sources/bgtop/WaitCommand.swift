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
            true of a process when it ended stays so.
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
        // Looked at after each piece that comes, so that what was true for a moment only may be missed; a second is not.
        while true {
            var interruption: Interruption?
            let left = store.process == nil ? nil : end.map { max(.zero, $0 - .now) }
            for event in feed.next(within: min(Self.interval, left ?? Self.interval)) {
                store.fold(event)
                if case .interrupted(let found) = event.kind { interruption = found }
            }
            store.advance(to: feed.now)
            if store.process != nil, self.until.holds(in: store) { return }
            if let interruption {
                throw self.failure(interruption, of: store.process)
            }
            guard let end, ContinuousClock.now >= end else { continue }
            if store.process != nil { throw ExitCode.failure }
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
        guard let process, !interruption.isRetrying else {
            Program.complain(interruption.reason)
            return .unavailable
        }
        Program.complain("\(process.name), pid \(process.processID), has ended, and \(self.until.text) was never true.")
        return .failure
    }
}
