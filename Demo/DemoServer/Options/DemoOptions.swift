public import ArgumentParser

/// What can be said about the demo on its command line.
public struct DemoOptions: ParsableArguments, Sendable {
    @Flag(help: "No dashboard: logs go to standard error. The default when standard output is not a terminal.")
    public var headless = false

    // Values are taken as they come, so that `--rate -1` is told what is wrong with it and not that there is no option `-1`.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Requests a second that the demo's own load makes; 0: none.", valueName: "requests")
    )
    public var rate = 120.0

    @Option(
        parsing: .unconditional,
        help: "The port on 127.0.0.1; 0: whichever the system gives. (default: the first free one from 8080)"
    )
    public var port: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("How many tasks may run at once.", valueName: "tasks"))
    public var maxRunning = 64

    @Option(parsing: .unconditional, help: ArgumentHelp("How many more may wait for a place.", valueName: "tasks"))
    public var maxQueued = 128

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long a shutdown leaves tasks to themselves before it cancels them.", valueName: "seconds")
    )
    public var grace = 15.0

    @Option(parsing: .unconditional, help: ArgumentHelp("Shut down by itself after so long.", valueName: "seconds"))
    public var duration: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Decides all that is left to chance: the load and the work.", valueName: "number")
    )
    public var seed: UInt64 = 1

    @Option(parsing: .unconditional, help: "How the report at the end is written.")
    public var report = ReportFormat.text

    @Option(parsing: .unconditional, help: "Whether the dashboard uses colour; auto heeds NO_COLOR.")
    public var color = ColorWish.auto

    @Flag(help: "Draw the dashboard with ASCII characters only.")
    public var ascii = false

    @Flag(help: "The dashboard can look, but change nothing.")
    public var readOnly = false

    public init() {}
}
