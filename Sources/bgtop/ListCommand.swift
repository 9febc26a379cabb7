import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopDashboard

/// `bgtop list`.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Say which processes can be watched, and where they were looked for.",
        discussion: """
            The JSON is one line: an object with "list": 1, which counts up if a key goes or changes its meaning, and what could be \
            attached to in "processes". "up" is seconds. "places" has where was looked: "found" says how many there are, and "problem", \
            where there is one, why no more. Keys may be added. The exit code is 1 if there is no process.
            """
    )

    @Flag(help: "One line of JSON.")
    var json = false

    func run() throws {
        let discovery = Discovery.look()
        try OutputFile(nil).write((self.json ? ListDocument(discovery).json : Self.lines(of: discovery)) + "\n")
        if discovery.processes.isEmpty { throw ExitCode.failure }
    }

    private static func lines(of discovery: Discovery) -> String {
        var lines = discovery.processes.flatMap { [$0.summary, "    \($0.path)"] }
        if lines.isEmpty { lines.append("No process that could be watched.") }
        lines += ["", "Looked in:"] + discovery.places.map { "    \($0.path): \($0.result)" }
        lines += discovery.complaints.map { "    \($0)" }
        // What processes say of themselves is theirs.
        return PrintedText(for: StandardStream.output.rawValue, isASCII: false).lines(lines)
    }
}
