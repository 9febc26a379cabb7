import ArgumentParser
import BGTopCommandLine
import BGTopDashboard
import BackgroundWork
import BackgroundWorkAgent
import BackgroundWorkEvents
import Dispatch
import Foundation

/// The ways in which the demo ends.
extension DemoProgram {
    /// Shows the dashboard until the tasks have been drained or a person has left.
    func watch(_ dashboard: Dashboard) throws -> Int32 {
        let tasks = self.application.tasks
        let ending: Dashboard.Ending
        do {
            ending = try dashboard.run()
        } catch {
            tasks.perform(.force, by: Requester("bgtop demo"))
            _ = self.end.wait(atMost: .seconds(5))
            self.recording?.discard()
            throw ValidationError("\(error) Use --headless to go without the dashboard.")
        }
        switch ending {
        case .drained(let report, let lastFrame):
            // The one that goes with the picture: what was given up may have ended since.
            return self.sayFarewell(of: report, lastFrame: lastFrame)
        // Nobody is turned away by the own process.
        case .quit, .refused:
            tasks.perform(.drain, by: Requester("q at the server"))
            return self.finish()
        case .hangUp:
            tasks.perform(.drain, by: Requester("the terminal's hang-up"))
            return self.finish()
        case .left:
            self.leaveNow()
        case .stopped:
            // Whoever stopped it is about to end the process.
            return Handoff<Int32>().wait()
        }
    }

    /// Waits for the end of the tasks and of the server, and says what it came to.
    func finish() -> Int32 {
        self.end.wait()
        return self.sayFarewell(of: self.application.tasks.report, lastFrame: nil)
    }

    /// A person does not want to wait any longer.
    func leaveNow() -> Never {
        self.dashboard?.restoreBeforeExit(within: .seconds(1))
        if let report = self.application.tasks.report { _exit(self.sayFarewell(of: report, lastFrame: nil)) }
        self.sayLeft()
        self.application.agent.finish()
        _exit(DemoExit.left)
    }

    private func sayFarewell(of report: DrainReport?, lastFrame: String?) -> Int32 {
        self.recording?.end()
        guard let report = report.map(self.application.updated) else { return DemoExit.cutShort }
        let ownCode = self.farewell.say(report, lastFrame: lastFrame, load: self.application.ledger.tally)
        self.recording?.say(isNews: self.dashboard != nil)
        let code = self.recording?.hasFailed == true ? DemoExit.codeOfLostRecording(instead: ownCode) : ownCode
        // With tasks that run on, nothing is left that could be taken down in good order, but who watches from outside.
        if report.alive.count > 0 {
            self.application.agent.finish()
            _exit(code)
        }
        return code
    }

    private func sayLeft() {
        self.recording?.end()
        defer { self.recording?.say(isNews: self.dashboard != nil) }
        let alive = self.application.tasks.totals.alive
        self.farewell.open(
            with: "Left before the shutdown was over, with \(alive) \(alive == 1 ? "task" : "tasks") alive."
        )
        guard let report = self.application.tasks.reportSoFar else { return }
        self.farewell.say(report, lastFrame: nil, load: self.application.ledger.tally)
    }

    /// The shutdown was given up: something ignores cancellation, and only the end of the process ends it. Called on the thread
    /// that keeps the tasks' deadlines.
    ///
    /// The main thread hears of it too, and has the last picture; it gets the time to say farewell. If it does not come to it,
    /// because the dashboard hangs for example, the process ends all the same.
    static func giveUp(
        _ report: DrainReport,
        load: LoadTally,
        farewell: Farewell,
        end: Handoff<Void>,
        dashboard: Handoff<Dashboard>,
        recording: Handoff<ProcessRecording>
    ) {
        end.give(())
        if farewell.hasBeenSaid(within: .seconds(1)) { return }
        let dashboard = dashboard.wait(atMost: .zero)
        dashboard?.restoreBeforeExit(within: .seconds(1))
        let recording = recording.wait(atMost: .zero)
        recording?.end()
        let code = farewell.say(report, lastFrame: nil, load: load)
        recording?.say(isNews: dashboard != nil)
        _exit(code)
    }
}
