import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopDashboard
import Foundation

/// The dashboard of a process that runs elsewhere.
struct AttachedDashboard {
    let viewing: ViewingOptions

    /// Shows the process until a person leaves; it goes on.
    ///
    /// - Throws: A sentence, if it cannot be shown.
    func run(_ found: FoundProcess, successor: AttachedProcess.Successor) throws {
        if let objection = found.objection { throw ValidationError(objection) }
        if !self.viewing.plain {
            guard StandardStream.isInteractive else {
                throw ValidationError(
                    "The dashboard needs a terminal, at standard input as at standard output; --plain goes without."
                )
            }
            try Program.checkTerminal(elseOption: "--plain")
        }
        let process = AttachedProcess(found, successor: successor)
        var options = self.viewing.dashboardOptions()
        options.place = .attached
        options.isControlAllowed = found.allowsControl
        do {
            _ = try Dashboard(source: process, control: process, options: options).run()
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Looks again and again until `look` finds something. Blocks the calling thread; Ctrl-C ends the process.
    static func wait(until look: () -> FoundProcess?) -> FoundProcess {
        while true {
            if let found = look() { return found }
            Thread.sleep(forTimeInterval: 0.5)
        }
    }
}
