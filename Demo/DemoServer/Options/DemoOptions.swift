package import ArgumentParser
package import BGTopCommandLine

/// What can be said about the demo on its command line.
package struct DemoOptions: ParsableArguments, Sendable {
    @Flag(help: "No dashboard: logs go to standard error. The default when standard output is not a terminal.")
    package var headless = false

    // Values are taken as they come, so that `--rate -1` is told what is wrong with it and not that there is no option `-1`.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Requests a second that the demo's own load makes; 0: none.", valueName: "requests")
    )
    package var rate = 120.0

    @Option(
        parsing: .unconditional,
        help: "The port on 127.0.0.1; 0: whichever the system gives. (default: the first free one from 8080)"
    )
    package var port: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("How many tasks may run at once.", valueName: "tasks"))
    package var maxRunning = 64

    @Option(parsing: .unconditional, help: ArgumentHelp("How many more may wait for a place.", valueName: "tasks"))
    package var maxQueued = 128

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long a shutdown leaves tasks to themselves before it cancels them.", valueName: "seconds")
    )
    package var grace = 15.0

    @Option(parsing: .unconditional, help: ArgumentHelp("Shut down by itself after so long.", valueName: "seconds"))
    package var duration: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Decides all that is left to chance: the load and the work.", valueName: "number")
    )
    package var seed: UInt64 = 1

    @Option(parsing: .unconditional, help: "How the report at the end is written.")
    package var report = ReportFormat.text

    @Option(parsing: .unconditional, help: "Whether the dashboard uses colour; auto heeds NO_COLOR.")
    package var color = ColorWish.auto

    @Flag(help: "Draw the dashboard with ASCII characters only.")
    package var ascii = false

    @Flag(help: "The dashboard can look, but change nothing.")
    package var readOnly = false

    package init() {}
}
