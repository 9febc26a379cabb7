package import ArgumentParser
import BGTopDashboard
import BackgroundWorkEvents
import BackgroundWorkWire
import Foundation

/// What the programs of this package have in common.
package enum Program {
    package static let version = Software.version

    /// Parses the command line and runs what it asks for, to the end of the process.
    ///
    /// To be called first thing, on the main thread. What is wrong with the command line is said in one sentence on standard
    /// error, before anything is started; so is output that could not be written, and the exit code is not 0 then.
    package static func run<Command: ParsableCommand>(_: Command.Type) -> Never {
        StandardStream.occupyClosed()
        Backtraces.restartOnceWithoutPrompt()
        // The runtime takes it for a crash, reports one and goes on as if nothing had been asked. Until somebody listens for it, it
        // ends the process, as everywhere else.
        if SignalDisposition(of: SIGQUIT) != .ignored { _ = signal(SIGQUIT, SIG_DFL) }
        do {
            try self.runToEnd(Command.self)
            exit(ExitCode.success.rawValue)
        } catch let error as StandardStream.Unwritten {
            error.say()
            exit(StandardStream.Unwritten.exitCode)
        } catch {
            // Nothing where it has been said already.
            let sentence = Command.message(for: error)
            if !sentence.isEmpty { self.complain(sentence) }
            exit(Command.exitCode(for: error).rawValue)
        }
    }

    /// Runs what the command line asks for, which may be nothing but help, or the version.
    private static func runToEnd<Command: ParsableCommand>(_: Command.Type) throws {
        do {
            if let name = self.unknownTopic(CommandLine.arguments.dropFirst(), of: Command.self) {
                throw ValidationError("There is no command \(name); bgtop --help lists those that there are.")
            }
            var command = try Command.parseAsRoot()
            try command.run()
        } catch {
            guard Command.exitCode(for: error).isSuccess else { throw error }
            // The parser would write it without a look at whether it arrives.
            let text = Command.fullMessage(for: error)
            if !text.isEmpty { try StandardStream.output.write(text) }
        }
    }

    /// The name of a command that somebody wants help about and that there is not. The parser would help with the whole instead.
    private static func unknownTopic(_ arguments: ArraySlice<String>, of root: any ParsableCommand.Type) -> String? {
        guard arguments.first == "help", !root.configuration.subcommands.isEmpty else { return nil }
        var command = root
        for name in arguments.dropFirst() where !name.hasPrefix("-") && name != "help" {
            guard let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == name }) else {
                return name
            }
            command = next
        }
        return nil
    }

    /// Says on standard error how something went, as safely as ``complain(_:details:)``.
    static func say(_ sentence: String) {
        StandardStream.error.print(PrintedText(columns: nil).lines([String(sentence.prefix(self.maximumLength))]))
    }

    /// Says on standard error what is wrong, and who says so.
    ///
    /// What others say of themselves may stand in it: it is sanitised here, where it is printed, and takes no more lines than it has
    /// parts, none of them endless.
    ///
    /// - Parameter details: What belongs to it, a line each.
    package static func complain(_ sentence: String, details: [String] = []) {
        var lines = ["bgtop: \(sentence)"] + details.prefix(self.maximumDetails)
        if details.count > self.maximumDetails { lines.append("and \(details.count - self.maximumDetails) more.") }
        StandardStream.error.print(PrintedText(columns: nil).lines(lines.map { String($0.prefix(self.maximumLength)) }))
    }

    private static let maximumDetails = 200
    /// In characters: a path can have four thousand, and a sentence may name one.
    private static let maximumLength = 5_000
}
