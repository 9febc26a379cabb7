package import ArgumentParser
package import BGTopCommandLine

/// What can be said about the demo on its command line.
package struct DemoOptions: ParsableArguments, Sendable {
    @Flag(
        help: """
            No dashboard: logs go to standard error. The default when standard output is not a terminal. With --read-only, \
            viewers that attach cannot change anything either.
            """
    )
    package var headless = false

    /// Of options that read their numbers themselves: the help would not say what is taken without them.
    private enum Default {
        static let rate = 120.0
        static let maxRunning = 64
        static let maxQueued = 128
        static let grace = 15.0
        static let seed: UInt64 = 1
    }

    // Values are taken as they come, so that `--rate -1` is told what is wrong with it and not that there is no option `-1`.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Requests a second that the demo's own load makes; 0: none. \(Default.rate.inHelp)",
            valueName: "requests"
        ),
        transform: Self.number(Allowed.rate)
    )
    package var rate = Default.rate

    @Option(
        parsing: .unconditional,
        help: "The port on 127.0.0.1; 0: whichever the system gives. (default: the first free one from 8080)",
        transform: Self.number(Allowed.port)
    )
    package var port: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many tasks may run at once. \(Default.maxRunning.inHelp)", valueName: "tasks"),
        transform: Self.number(Allowed.maxRunning)
    )
    package var maxRunning = Default.maxRunning

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many more may wait for a place. \(Default.maxQueued.inHelp)", valueName: "tasks"),
        transform: Self.number(Allowed.maxQueued)
    )
    package var maxQueued = Default.maxQueued

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How long a shutdown leaves tasks to themselves before it cancels them; 3 s later it goes without those that still run. "
                + Default.grace.inHelp,
            valueName: "seconds"
        ),
        transform: Self.number(Allowed.grace)
    )
    package var grace = Default.grace

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Shut down by itself after so long.", valueName: "seconds"),
        transform: Self.number(Allowed.duration)
    )
    package var duration: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Decides all that is left to chance: the load and the work. \(Default.seed.inHelp)",
            valueName: "number"
        ),
        transform: Self.number(Allowed.seed)
    )
    package var seed = Default.seed

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            A puzzle: the work of one name has a fault, which the seed chooses. Find which: \(ScenarioName.choice). In the \
            dashboard a on one of its rows accuses a name, and the report says what it was.
            """,
            valueName: "name"
        ),
        completion: .list(ScenarioName.allCases.map(\.rawValue)),
        transform: Self.scenario
    )
    package var scenario: ScenarioName?

    @Option(parsing: .unconditional, help: "How the report at the end is written.")
    package var report = ReportFormat.text

    @OptionGroup package var recording: RecordingOptions

    @OptionGroup package var viewing: ViewingOptions

    package init() {}
}

extension LosslessStringConvertible {
    /// As the help says of other options what is taken without them.
    fileprivate var inHelp: String { "(default: \(self))" }
}
