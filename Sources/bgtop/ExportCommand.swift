import ArgumentParser
import BGTopCommandLine
import BGTopExport
import BackgroundWorkEvents
import BackgroundWorkWire

/// `bgtop export`.
struct ExportCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case traceEvent = "trace-event"
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Turn a recording into a trace that Perfetto opens.",
        discussion: """
            trace-event is the JSON that https://ui.perfetto.dev and chrome://tracing open: a track for each task, with the time that it \
            was queued, ran and was asked to stop, and with its named parts; counters of how many ran and were queued; and in \
            "otherData" the totals, which are those of the server's report. Times are microseconds since the process began.
            Files that were full, FILE.1 and so on, come before FILE, in the same trace. "events lost" says how many events the \
            recording itself missed, and "interruptions" how often what it recorded could not be seen for a time, of which nothing but \
            the totals is known.
            What does not tell the end of the process, since it was cut short or is still being written, is exported as far as it \
            goes, and "otherData" has a key "incomplete" that says why, as does standard error. The exit code is 1 if the recording \
            is damaged: the trace goes as far as it can be read. It is \(ExitCode.noInput.rawValue) if there is no recording at \
            FILE, and 74 if the trace cannot be written; no file is left then.
            """
    )

    @Argument(help: ArgumentHelp("The recording, by the name that --record was given.", valueName: "file"), completion: .file())
    var path: String

    @Option(help: "What to turn it into.")
    var format = Format.traceEvent

    @Option(
        help: ArgumentHelp("Where to; - is standard output, also where that is a terminal.", valueName: "path"),
        completion: .file()
    )
    var output: String?

    /// In bytes: so much is written at once.
    private static let portion = 262_144

    func run() throws {
        if self.output == nil, StandardStream.output.isTerminal {
            throw ValidationError("A trace is for programs to read: name a file with --output, or send it there with > or |.")
        }
        var recording = try self.opened()
        if let output, ([self.path] + recording.paths).contains(where: { OutputFile.isSame(output, as: $0) }) {
            throw ValidationError("The trace would take the place of the recording: choose another name for --output.")
        }
        switch self.format {
        case .traceEvent: try self.writeTrace(of: &recording)
        }
    }

    private func opened() throws -> RecordingParts {
        do {
            return try RecordingParts(self.path)
        } catch {
            Program.complain("\(error)")
            throw ExitCode.noInput
        }
    }

    private func writeTrace(of recording: inout RecordingParts) throws {
        let output = try OutputFile(self.output == "-" ? nil : self.output)
        var export = TraceEventExport()
        var text = export.beginning
        var damage: RecordingError?
        var events: [TaskEvent]? = []
        while let portion = events {
            for event in portion {
                text += export.add(event)
                guard text.utf8.count >= Self.portion else { continue }
                try output.write(text)
                text = ""
            }
            do throws(RecordingError) {
                events = try recording.next()
            } catch {
                (events, damage) = (nil, error)
            }
        }
        let problem = damage?.description ?? (recording.isCutShort ? self.cutShort : export.lacksEnd ? self.withoutEnd : nil)
        try output.write(text + export.end(incomplete: problem))
        try output.finish()
        if let problem { Program.complain(problem) }
        if damage != nil { throw ExitCode.failure }
    }

    private var withoutEnd: String {
        "\(self.path): The end of the process is not in it: whoever recorded it was ended, left before, or is still at it."
    }

    private var cutShort: String {
        "\(self.path): It ends in the middle of what was being written, and the trace before that: whoever recorded it was ended, "
            + "or is still at it."
    }
}
