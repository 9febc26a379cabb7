import ArgumentParser
import BGTopDashboard
import BackgroundWork
import BackgroundWorkEvents
import Dispatch
import Foundation

/// The demo as a program, from its options to its exit code.
///
/// It runs on the main thread, which is the terminal's and no task's: whatever becomes of the tasks' threads, keys are read,
/// frames are drawn and the process ends.
final class DemoProgram: Sendable {
    private enum Start: Sendable {
        case listening(port: Int)
        case failed(String)
    }

    private let options: DemoOptions
    private let port: Int
    private let application: DemoApplication
    /// nil: headless.
    private let dashboard: Dashboard?
    private let ending: DemoEnding
    private let start = Handoff<Start>()
    /// Given when the server has stopped.
    private let services = Handoff<Void>()

    /// - Throws: A sentence that says why the demo cannot be started as asked. Nothing has been started then.
    init(options: DemoOptions) throws {
        let showsDashboard = try options.showsDashboard()
        self.options = options
        self.port = try LoopbackPort.find(options.port)
        let ending = DemoEnding(format: options.report)
        self.ending = ending
        self.application = DemoApplication(
            options: options,
            port: self.port,
            logDestination: showsDashboard ? .stream(LogRelay()) : .standardError,
            onAbandon: { ending.abandon($0) }
        )
        let tasks = self.application.tasks
        self.dashboard = showsDashboard ? Dashboard(source: tasks, control: tasks, options: options.dashboard) : nil
        ending.configure(dashboard: self.dashboard, ledger: self.application.ledger)
    }

    /// Blocks until the tasks have been drained.
    ///
    /// - Returns: The exit code.
    func run() throws -> Int32 {
        // A reader of our output that goes away is no reason to leave tasks behind.
        _ = signal(SIGPIPE, SIG_IGN)
        try self.startServices()
        let signals = SignalWatch { self.handle($0, named: $1) }
        self.startTimer()
        return try withExtendedLifetime(signals) {
            guard let dashboard else {
                StandardStream.error.print("bgtop demo: http://127.0.0.1:\(self.port), pid \(getpid())")
                return self.waitForEnd(lastFrame: nil)
            }
            return try self.show(dashboard)
        }
    }

    private func show(_ dashboard: Dashboard) throws -> Int32 {
        let ending: Dashboard.Ending
        do {
            ending = try dashboard.run()
        } catch {
            self.application.tasks.perform(.force, by: Requester("the missing terminal"))
            self.services.wait()
            throw ValidationError("\(error)")
        }
        switch ending {
        case .drained(let report, let lastFrame) where report.alive.count > 0:
            self.ending.say(report, lastFrame: lastFrame)
            return DemoExit.code(for: report)
        case .drained(_, let lastFrame):
            return self.waitForEnd(lastFrame: lastFrame)
        case .left:
            let alive = self.application.tasks.totals.alive
            StandardStream.error.print("Left while \(alive) background \(alive == 1 ? "task was" : "tasks were") running.")
            return DemoExit.left
        case .hangUp, .quit, .stopped:
            self.application.tasks.perform(.drain, by: Requester("the end of the terminal"))
            return self.waitForEnd(lastFrame: nil)
        }
    }

    private func waitForEnd(lastFrame: String?) -> Int32 {
        self.services.wait()
        guard let report = self.application.report else { return DemoExit.cutShort }
        self.ending.say(report, lastFrame: lastFrame)
        return DemoExit.code(for: report)
    }

    private func startServices() throws {
        Task {
            do {
                try await self.application.run { self.start.give(.listening(port: $0)) }
            } catch {
                self.start.give(.failed("\(error)"))
            }
            self.services.give(())
        }
        if case .failed(let reason) = self.start.wait() {
            throw ValidationError("The server cannot be started: \(reason)")
        }
    }

    private func startTimer() {
        guard let seconds = self.options.duration else { return }
        let requester = Requester("--duration \(seconds.formatted())")
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
            self.application.tasks.perform(.drain, by: requester)
        }
    }

    private func handle(_ signal: Int32, named name: String) {
        let tasks = self.application.tasks
        switch SignalResponse(to: signal, in: tasks.drainStatus.phase) {
        case .drain: tasks.perform(.drain, by: Requester(name))
        case .force: tasks.perform(.force, by: Requester(name))
        case .leave: _exit(DemoExit.left)
        case .nothing: break
        }
    }
}
