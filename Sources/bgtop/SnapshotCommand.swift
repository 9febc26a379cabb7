import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopDashboard
import BGTopExport
import BackgroundWorkEvents

/// `bgtop snapshot`.
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Print what a process does at this moment: a table, JSON, or a picture.",
        discussion: """
            The JSON is one line: an object with "snapshot": 1, which counts up if a key goes or changes its meaning. Times in it are \
            seconds, but "at", which is nanoseconds since 1970. The table and the picture have totals where the dashboard has rates: at \
            one moment these are not known. The exit code is \(TargetOptions.exitCode).
            """
    )

    @Flag(help: "One line of JSON.")
    var json = false

    @Flag(help: "A picture as SVG.")
    var svg = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How wide the table or the picture is, from 40 to 300.", valueName: "columns")
    )
    var columns = 120

    @OptionGroup var glyphs: GlyphOptions

    @OptionGroup var target: TargetOptions

    func validate() throws {
        guard !(self.json && self.svg) else { throw ValidationError("--json and --svg exclude each other.") }
        guard (40...300).contains(self.columns) else { throw ValidationError("--columns must be a number from 40 to 300.") }
    }

    func run() throws {
        let (found, successor) = try self.target.find()
        let feed = EventFeed(of: AttachedProcess(found, successor: successor))
        let (event, problem) = feed.snapshot(within: .seconds(10))
        guard let event, case .snapshot(let snapshot) = event.kind else {
            Program.complain(problem)
            throw ExitCode.unavailable
        }
        let output = try OutputFile(nil)
        if self.json { return try output.write(SnapshotDocument(snapshot, at: event.at).json + "\n") }
        let picture = StillPicture(of: [event], at: event.at, columns: self.columns, isASCII: self.glyphs.ascii)
        try output.write((self.svg ? picture.svg : picture.text) + "\n")
    }
}
