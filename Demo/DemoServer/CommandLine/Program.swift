public import ArgumentParser
import BGTopDashboard
import Foundation

/// What the programs of this package have in common.
public enum Program {
    public static let version = "0.1.0"

    /// Parses the command line and runs what it asks for, to the end of the process.
    ///
    /// To be called first thing, on the main thread. What is wrong with the command line is said in one sentence on standard
    /// error, before anything is started.
    public static func run<Command: ParsableCommand>(_: Command.Type) -> Never {
        Backtraces.restartOnceWithoutPrompt()
        do {
            var command = try Command.parseAsRoot()
            try command.run()
            Command.exit()
        } catch {
            guard Command.exitCode(for: error) == .validationFailure else { Command.exit(withError: error) }
            StandardStream.error.print("bgtop: \(Command.message(for: error))")
            exit(ExitCode.validationFailure.rawValue)
        }
    }
}
