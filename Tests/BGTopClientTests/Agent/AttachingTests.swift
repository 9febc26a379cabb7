import BGTopClient
import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BackgroundWorkWire
import Foundation
import InMemoryLogging
import Testing

@testable import BackgroundWorkAgent

/// What somebody sees who watches from outside.
@Suite(.timeLimit(.minutes(30))) struct AttachingTests {
    @Test func `what is told over the socket is what is told in process`() async throws {
        try await RunningAgent.with { running in
            let (inside, outside) = (EventRecorder(running.tasks), EventRecorder(try running.attach()))
            try await outside.first { if case .snapshot = $0.kind { true } else { false } }
            for number in 1...500 {
                try await running.tasks.add("task-\(number % 7)", options: .init(fields: [.init("number", "\(number)")])) {
                    if number % 5 == 0 { throw Failure(number: number) }
                }
            }
            // Told in order: who has heard of the end has heard of all.
            running.tasks.perform(.drain, by: Requester("the test"))
            for recorder in [inside, outside] {
                try await recorder.first { if case .stopped = $0.kind { true } else { false } }
            }
            #expect(Self.gist(outside.events) == Self.gist(inside.events))
        }
    }

    @Test func `somebody who comes late begins with all that lives`() async throws {
        try await RunningAgent.with(configuration: .init(maximumRunning: 5_000, processName: "test")) { running in
            let gate = Gate()
            defer { gate.open() }
            for _ in 1...3_000 { try await running.tasks.add("waits") { await gate.wait() } }
            let outside = EventRecorder(try running.attach())
            let first = try await outside.first { if case .snapshot = $0.kind { true } else { false } }
            guard case .snapshot(let snapshot) = first.kind else { return }
            #expect(snapshot.live.count == 3_000)
            #expect(snapshot.totals.submitted == 3_000)
            #expect(snapshot.process.name == "test")
        }
    }

    @Test func `a command from outside is carried out, and names the user and the process behind it`() async throws {
        try await RunningAgent.with { running in
            let attached = try running.attach()
            let outside = EventRecorder(attached)
            try await outside.first { if case .snapshot = $0.kind { true } else { false } }
            attached.perform(.holdIntake, by: Requester("H at another terminal", user: "somebody else", processID: 1))
            let event = try await outside.first { if case .audit = $0.kind { true } else { false } }
            guard case .audit(let entry) = event.kind else { return }
            #expect(!entry.wasRefused)
            #expect(entry.requester.name == "H at another terminal")
            #expect(entry.requester.processID == ProcessInfo.processInfo.processIdentifier)
            #expect(entry.requester.user == running.tasks.snapshot().process.user)
            #expect(running.tasks.snapshot().capacity.isIntakeHeld)
            attached.perform(.resumeIntake, by: Requester("R"))
            try await outside.first {
                if case .capacityChanged(let capacity) = $0.kind { !capacity.isIntakeHeld } else { false }
            }
        }
    }

    @Test(
        arguments: [
            ("a\nb", "a?b"), ("\u{1B}[2J", "?[2J"), ("\u{202E}q", "?q"), ("\u{2066}q\u{2069}", "?q?"),
            ("👩\u{200D}💻 at home", "👩\u{200D}💻 at home"),
        ]
    )
    func `what a viewer says of itself can neither end a line of the log nor turn it around`(name: String, line: String)
        async throws
    {
        try await RunningAgent.with { running in
            let inside = EventRecorder(running.tasks)
            let viewer = try RawViewer(running.path)
            viewer.greet()
            viewer.send(FrameWriter.frame(.holdIntake, by: Requester(name)))
            let event = try await inside.first { if case .audit = $0.kind { true } else { false } }
            guard case .audit(let entry) = event.kind else { return }
            #expect(entry.requester.name == line)
            try await running.logged("hold intake")
            #expect(running.log.entries.contains { "\($0.metadata)".contains(line) })
        }
    }

    @Test func `that somebody watches is logged, and that it does no more`() async throws {
        try await RunningAgent.with { running in
            let viewer = try RawViewer(running.path)
            viewer.greet()
            try await running.logged("A viewer is attached.")
            #expect(!running.log.entries.contains { "\($0.message)".contains("has left") })
            viewer.leave()
            try await running.logged("A viewer has left.")
        }
    }

    @Test func `whoever has heard of the process can ask it for something, however soon`() async throws {
        try await RunningAgent.with { running in
            let inside = EventRecorder(running.tasks)
            let attached = try running.attach()
            for number in 1...200 {
                let events = attached.subscribe(maximumBuffered: 100) {
                    attached.perform(.setMaximumRunning(number), by: Requester("at once"))
                }
                try await inside.first {
                    if case .capacityChanged(let capacity) = $0.kind { capacity.maximumRunning == number } else { false }
                }
                events.cancel()
            }
        }
    }

    @Test func `where viewers may only look, a command changes nothing and is answered`() async throws {
        try await RunningAgent.with(control: .readOnly) { running in
            let attached = try running.attach()
            let outside = EventRecorder(attached)
            try await outside.first { if case .snapshot = $0.kind { true } else { false } }
            attached.perform(.drain, by: Requester("D"))
            let event = try await outside.first { if case .audit = $0.kind { true } else { false } }
            guard case .audit(let entry) = event.kind else { return }
            #expect(entry.wasRefused)
            #expect(entry.result == Agent.refusal)
            #expect(running.tasks.isAccepting)
        }
    }

    @Test func `the agent is the last to go: who watches sees the report, and then that the process has ended`() async throws {
        let outside = Box<EventRecorder>()
        try await RunningAgent.with { running in
            let recorder = EventRecorder(try running.attach())
            try await recorder.first { if case .snapshot = $0.kind { true } else { false } }
            outside.value = recorder
            try await running.tasks.add("last") {}
            running.tasks.perform(.drain, by: Requester("the test"))
            try await recorder.first { if case .stopped = $0.kind { true } else { false } }
        }
        let recorder = try #require(outside.value)
        let event = try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
        guard case .interrupted(let interruption) = event.kind else { return }
        #expect(!interruption.isRetrying)
        #expect(interruption.reason.contains("has ended, and its report is the last that it told"))
    }

    private struct Failure: Error { let number: Int }

    /// What tells one event from another, but for what depends on when somebody began to watch.
    private static func gist(_ events: [TaskEvent]) -> [String] {
        events.compactMap { event in
            switch event.kind {
            case .submitted(let task): "\(event.at.nanoseconds) submitted \(task.id) \(task.name) \(task.fields)"
            case .started(let id, let rank): "\(event.at.nanoseconds) started \(id) \(rank)"
            case .finished(let end): "\(event.at.nanoseconds) finished \(end.id) \(end.outcome) \(end.errorText ?? "")"
            default: nil
            }
        }
    }
}
