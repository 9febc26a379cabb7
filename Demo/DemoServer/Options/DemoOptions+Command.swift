package import ArgumentParser
import BGTopCommandLine

/// `bgtop demo`, and all of `bgtop-demo`.
///
/// The options are the command, not a group in one: in a debug build, which is the one that people try first, the parser reads what
/// is in a group four times, what is in a group of a group sixteen times, and so on.
extension DemoOptions: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a real server with real load here, and watch its background tasks.",
        discussion: """
            The server listens on 127.0.0.1, and its load comes from this process; curl and wrk work as well. \
            D in the dashboard drains the tasks, and so do Ctrl-C, SIGTERM, SIGHUP and SIGQUIT; a second Ctrl-C cancels what is left.

            The exit code is 0 if every task came to its own end, 1 if the shutdown cancelled or discarded something, 2 if \
            something did not stop when it was asked, 64 if the demo cannot be started as asked, 70 if the server failed, 74 if \
            the report could not be written, or the recording where it would be 0 or 1, and 130 if a third Ctrl-C left before the end.
            """,
        version: Program.version
    )

    package func run() throws {
        throw ExitCode(try DemoProgram.run(self))
    }
}
