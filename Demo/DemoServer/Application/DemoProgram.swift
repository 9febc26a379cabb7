import ArgumentParser
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
    private let farewell: Farewell
    private let start = Handoff<Start>()
    /// Given when the server has stopped.
    private let services = Handoff<Void>()

    /// - Throws: A sentence that says why the demo cannot be started as asked. Nothing has been started then.
    init(options: DemoOptions) throws {
        self.options = options
        self.port = try LoopbackPort.find(options.port)
        let farewell = Farewell(format: options.report)
        self.farewell = farewell
        self.application = DemoApplication(
            options: options,
            port: self.port,
            logDestination: .standardError,
            onAbandon: nil
        )
    }

    func run() throws -> Int32 {
        // A reader of our output that goes away is no reason to leave tasks behind.
        _ = signal(SIGPIPE, SIG_IGN)
        try self.startServices()
        let signals = SignalWatch { self.handle($0, named: $1) }
        self.startTimer()
        StandardStream.error.print("bgtop demo: http://127.0.0.1:\(self.port), ...")
        return withExtendedLifetime(signals) { self.waitForEnd() }
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

    private func waitForEnd() -> Int32 {
        self.services.wait()
        guard let report = self.application.report else { return DemoExit.cutShort }
        self.farewell.say(report, lastFrame: nil, load: self.application.ledger.tally)
        return DemoExit.code(for: report)
    }
}
