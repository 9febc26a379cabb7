import ArgumentParser
import BGTopClient
import BGTopCommandLine
import BGTopDashboard
import Foundation

/// The dashboard of a process that runs elsewhere.
struct AttachedDashboard {
    let viewing: ViewingOptions
    let recording: RecordingOptions

    /// Shows the process until a person leaves; it goes on.
    ///
    /// - Throws: A sentence, if it cannot be shown; an exit code, if the process lets nobody in, which is said then, or if not all was
    ///   recorded that was to be.
    func run(_ found: FoundProcess, successor: AttachedProcess.Successor) throws {
        try found.check()
        try self.viewing.checkScreen()
        let process = AttachedProcess(found, successor: successor)
        var options = self.viewing.dashboardOptions()
        options.place = .attached
        options.isRecording = self.recording.record != nil
        let dashboard = Dashboard(source: process, control: process, options: options)
        // Not over the connection that commands go over, and whose answers are shown.
        let recording = try self.recording.begin(of: AttachedProcess(alongside: process)) { reason in
            dashboard.recordingFailed(reason)
        }
        let ending: Dashboard.Ending
        do {
            ending = try dashboard.run()
        } catch {
            recording?.discard()
            throw ValidationError("\(error)")
        }
        if case .refused(let reason) = ending {
            recording?.discard()
            Program.complain(reason)
            throw ExitCode.unavailable
        }
        guard let recording else { return }
        recording.end()
        recording.say()
        if recording.hasFailed { throw ExitCode(StandardStream.Unwritten.exitCode) }
    }

    /// Looks again and again until `look` finds something, and says once what for. Blocks the calling thread; Ctrl-C ends the process.
    ///
    /// - Parameter what: As part of a sentence.
    static func wait(for what: String, until look: () -> FoundProcess?) -> FoundProcess {
        if let found = look() { return found }
        Program.complain("Waiting for \(what); Ctrl-C ends it.")
        while true {
            Thread.sleep(forTimeInterval: 0.5)
            if let found = look() { return found }
        }
    }
}
