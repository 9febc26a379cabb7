import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopExport
import BackgroundWorkEvents
import Foundation

/// `bgtop events`.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Print what happens in a process, a line of JSON for each event, until it ends.",
        discussion: """
            Each line has "at", in nanoseconds since 1970, and "event", its kind. The first one is a snapshot; "gap" says how many were \
            lost because they were not read in time; "interrupted", that nothing comes for now, or any more. What comes after it begins \
            with a snapshot. "stopped" has what the shutdown came to: who asked in "by", "totals" of all tasks as a snapshot has them, \
            and what still ran, counted in "live" and named in "left". The exit code is 0 when the process has told what its shutdown \
            came to, and 1 when it was cut off before; \
            \(TargetOptions.exitCode).
            """
    )

    @Option(parsing: .unconditional, help: ArgumentHelp("End after so many events.", valueName: "number"))
    var count: Int?

    @OptionGroup var target: TargetOptions

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be a number from 1.") }
    }

    func run() throws {
        let (found, successor) = try self.target.find()
        let output = try OutputFile(nil)
        let feed = EventFeed(of: AttachedProcess(found, successor: successor))
        var left = self.count ?? .max
        var process: ProcessDescription?
        var anchor: TimeAnchor?
        var hasReport = false
        while true {
            var lines: [String] = []
            var isOver = false
            for event in feed.next() where left > 0 && !isOver {
                switch event.kind {
                case .snapshot(let snapshot):
                    // Another has taken its place, so that it has ended.
                    isOver = process.map { $0 != snapshot.process } ?? false
                    if isOver { continue }
                    (process, anchor, hasReport) = (snapshot.process, snapshot.anchor, snapshot.report != nil)
                case .stopped: hasReport = true
                case .interrupted(let interruption):
                    isOver = !interruption.isRetrying
                    // Without a snapshot there is no line that could tell of it.
                    if anchor == nil {
                        Program.complain(interruption.reason)
                        if isOver { throw ExitCode.unavailable }
                    }
                default: break
                }
                guard let anchor, let document = EventDocument(event, anchor: anchor) else { continue }
                lines.append(document.json + "\n")
                left -= 1
            }
            // Who takes it slowly is waited for; what happens meanwhile, and is too much, becomes a gap.
            do {
                try output.write(lines.joined())
            } catch let error as StandardStream.Unwritten where error.code == EPIPE {
                // Who ends a pipeline early has what was wanted, as with --count.
                return
            }
            if left == 0 { return }
            guard isOver else { continue }
            if hasReport { return }
            throw ExitCode.failure
        }
    }
}
