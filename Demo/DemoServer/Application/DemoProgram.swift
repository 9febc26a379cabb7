import ArgumentParser
import BGTopCommandLine
import BGTopDashboard
import BackgroundWork
import BackgroundWorkEvents
import Dispatch
import Foundation
import Synchronization

/// The demo as a program, from its options to its exit code.
///
/// It runs on the main thread, which is the terminal's and no task's: whatever becomes of the tasks' threads, keys are read,
/// frames are drawn and the process ends.
final class DemoProgram: Sendable {
    /// How the server came up.
    private enum Start: Sendable {
        case listening(port: Int)
        /// Somebody else took the port at the last moment.
        case portTaken
        case failed(String)
    }

    let application: DemoApplication
    /// Nil where nobody watches: with `--headless`, and without a terminal unless it is told in lines.
    let dashboard: Dashboard?
    let farewell: Farewell
    /// Nil where nobody asked for one.
    let recording: ProcessRecording?
    /// Given when the server has stopped, or the shutdown was given up.
    let end: Handoff<Void>
    private let options: DemoOptions
    private let start = Handoff<Start>()
    private let isLeaving = Atomic(false)

    /// Runs the demo to its end. Called on the main thread.
    ///
    /// - Returns: The exit code; see ``DemoExit``.
    /// - Throws: A sentence that says why the demo cannot be started as asked. Nothing runs then.
    static func run(_ options: DemoOptions) throws -> Int32 {
        // A reader of our output that goes away is no reason to leave tasks behind.
        _ = signal(SIGPIPE, SIG_IGN)
        SignalWatch.holdSignals()
        let showsDashboard = try options.showsDashboard
        let (program, port) = try LoopbackPort.find(options.port) { port in
            let program = try DemoProgram(options: options, port: port, showsDashboard: showsDashboard)
            return try program.startServices().map { (program, $0) }
        }
        return try program.run(on: port)
    }

    /// - Throws: A sentence, if it cannot be recorded as asked.
    private init(options: DemoOptions, port: Int, showsDashboard: Bool) throws {
        let investigation = options.scenario.map { Investigation(Scenario($0, seed: options.seed)) }
        let farewell = Farewell(
            options: options,
            hasDashboard: showsDashboard && !options.viewing.plain,
            investigation: investigation
        )
        let end = Handoff<Void>()
        let shown = Handoff<Dashboard>()
        let recorded = Handoff<ProcessRecording>()
        self.application = DemoApplication(
            options: options,
            port: port,
            investigation: investigation,
            logDestination: showsDashboard ? .stream(LogRelay()) : .streamAndStandardError(LogRelay()),
            onAbandon: { Self.giveUp($0, load: $1, farewell: farewell, end: end, dashboard: shown, recording: recorded) }
        )
        var dashboardOptions = options.dashboardOptions
        // The server needs threads to stop, which something may be blocking.
        dashboardOptions.isRestOver = { end.wait(atMost: .zero) != nil }
        self.dashboard =
            showsDashboard
            ? Dashboard(source: self.application.tasks, control: self.application.tasks, options: dashboardOptions)
            : nil
        if let dashboard { shown.give(dashboard) }
        // Before there is anything to record.
        self.recording = try options.recording.begin(of: self.application.tasks) { reason in
            if let dashboard = shown.wait(atMost: .zero) { dashboard.recordingFailed(reason) } else { Program.complain(reason) }
        }
        if let recording { recorded.give(recording) }
        self.options = options
        self.farewell = farewell
        self.end = end
    }

    private func run(on port: Int) throws -> Int32 {
        SignalWatch.begin { self.handle($0, named: $1) }
        self.startTimer()
        StandardStream.error.print("The demo listens on http://127.0.0.1:\(port). Its seed is \(self.options.seed).")
        if let puzzle = self.options.scenario.map(Puzzle.init) {
            StandardStream.error.print("\(puzzle.question) In a dashboard, press a on one of its rows to accuse it.")
        }
        return try self.dashboard.map(self.watch) ?? self.finish()
    }

    /// - Returns: The port that the server listens on; nil if somebody else has it.
    private func startServices() throws -> Int? {
        Task {
            do {
                try await self.application.run(
                    onListening: { self.start.give(.listening(port: $0)) },
                    onFailure: { self.farewell.add($0) }
                )
            } catch {
                self.start.give(LoopbackPort.isTaken(error) ? .portTaken : .failed("\(error)"))
                self.farewell.add(error)
            }
            self.end.give(())
        }
        switch self.start.wait() {
        case .listening(let port): return port
        case .portTaken:
            self.recording?.discard()
            return nil
        case .failed(let reason):
            self.recording?.discard()
            throw ValidationError("The server cannot be started: \(reason).")
        }
    }

    private func startTimer() {
        guard let seconds = self.options.duration else { return }
        // On a queue of its own: the shared ones may be blocked, which the demo offers to do.
        DispatchQueue(label: "bgtop-demo.duration").asyncAfter(deadline: .now() + seconds) {
            self.application.tasks.perform(.drain, by: Requester("--duration"))
        }
    }

    private func handle(_ signal: Int32, named name: String) {
        let tasks = self.application.tasks
        switch SignalResponse(to: signal, in: tasks.drainStatus.phase, isHeldUp: self.farewell.isHeldUp) {
        case .drain: self.act { tasks.perform(.drain, by: Requester(name)) }
        case .force: self.act { tasks.perform(.force, by: Requester(name)) }
        case .leave: self.leave()
        case .leaveUnsaid: _exit(DemoExit.left)
        case .nothing: break
        }
    }

    /// Does on a thread of its own what a signal asks for. It may have to write a line of log, or the report, and nobody may take
    /// it: the next signal is heard all the same.
    private func act(_ action: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(action)
    }

    private func leave() {
        guard !self.isLeaving.exchange(true, ordering: .relaxed) else { return }
        self.act { self.leaveNow() }
    }
}
