public import ArgumentParser

/// `bgtop demo`, and all of `bgtop-demo`.
public struct DemoCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a real server with real load here, and watch its background tasks.",
        discussion: """
            The server listens on 127.0.0.1, and its load comes from this process; curl and wrk work as well. \
            D in the dashboard drains the tasks, and so do Ctrl-C, SIGTERM and SIGHUP; a second Ctrl-C cancels what is left.

            The exit code is 0 if every task came to its own end, 1 if the shutdown cancelled or discarded something, 2 if \
            something did not stop when it was asked, and 130 if a third Ctrl-C left before the end.
            """,
        version: Program.version
    )

    @OptionGroup public var options: DemoOptions

    public init() {}

    public func run() throws {
        throw ExitCode(try DemoProgram(options: self.options).run())
    }
}
