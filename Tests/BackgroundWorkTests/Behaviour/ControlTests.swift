import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import Logging
import Synchronization
import TestSupport
import Testing

/// What a person at a dashboard can ask for, and how they learn what came of it.
@Suite(.timeLimit(.minutes(30)))
struct ControlTests {
    let person = Requester("D at the server", user: "ada", processID: 7)

    @Test(arguments: [
        (TaskCommand.drain, "no new tasks; what is accepted runs on", false),
        (.force, "what is left has been asked to stop", false),
        (.holdIntake, "nothing is accepted until intake is resumed", false),
        (.resumeIntake, "intake is not held", true),
        (.setMaximumRunning(3), "at most 3 run at once from now on", false),
        (.setMaximumRunning(0), "at least 1 task has to run, not 0", true),
        (.cancel([99]), "it has ended, or was asked before", true),
        (.cancel([98, 99]), "all have ended, or were asked before", true),
        (.host(.init(rawValue: "chaos")), "the application offers no actions", true),
    ])
    func `every command is answered with an audited sentence`(command: TaskCommand, result: String, isRefused: Bool) {
        let tasks = BackgroundTasks(logger: .silent)
        let reader = StreamReader(tasks)
        reader.read()
        tasks.perform(command, by: self.person)
        reader.read()
        #expect(
            reader.ledger.audits == [
                AuditEntry(requester: self.person, command: command, result: result, wasRefused: isRefused)
            ]
        )
    }

    @Test(arguments: [
        (TaskCommand.drain, "the shutdown has begun before"),
        (.force, "it has been done before"),
        (.holdIntake, "intake is held already"),
    ])
    func `asking a second time is refused`(command: TaskCommand, result: String) throws {
        let tasks = BackgroundTasks(logger: .silent)
        let reader = StreamReader(tasks)
        reader.read()
        tasks.perform(command, by: self.person)
        tasks.perform(command, by: self.person)
        reader.read()
        let second = try #require(reader.ledger.audits.last)
        #expect(second.result == result)
        #expect(second.wasRefused)
    }

    @Test func `the log says what was asked, what came of it and by whom`() {
        let lines = InMemoryLogHandler()
        let tasks = BackgroundTasks(logger: Logger(label: "test", factory: { _ in lines }))
        tasks.perform(.setMaximumRunning(3), by: self.person)
        #expect(lines.entries.map(\.level) == [.notice])
        #expect(lines.entries.map(\.message) == ["let 3 run at once: at most 3 run at once from now on"])
        #expect(lines.entries.map(\.metadata) == [["requested_by": "D at the server (ada, pid 7)"]])
    }

    @Test func `a limit that is changed is the limit`() async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: 1)) { tasks, recorder in
            let (started, mayEnd) = (Counter(), Gate())
            for _ in 0..<3 {
                try await tasks.add("task") {
                    started.count()
                    await mayEnd.wait()
                }
            }
            #expect(EventLedger(recorder.events).running == 1)
            tasks.perform(.setMaximumRunning(2), by: self.person)
            #expect(EventLedger(recorder.events).running == 2)
            mayEnd.open()
        }
    }

    @Test func `held intake lets nobody in until it is resumed`() async throws {
        try await withAuditedTasks { tasks, recorder in
            tasks.perform(.holdIntake, by: self.person)
            let refused = try tasks.addUnlessFull("does not wait") {}
            #expect(refused == nil)
            async let waiting = tasks.add("waits") { 42 }
            try await recorder.first {
                if case .capacityChanged(let capacity) = $0.kind { capacity.callersWaiting == 1 } else { false }
            }
            #expect(tasks.totals.submitted == 0)
            tasks.perform(.resumeIntake, by: self.person)
            #expect(try await waiting.value == 42)
            #expect(tasks.isAccepting)
        }
    }

    @Test func `the application's own actions are performed, and what they throw is audited`() {
        let host = Host()
        let tasks = BackgroundTasks(configuration: .init(host: host), logger: .silent)
        let reader = StreamReader(tasks)
        reader.read()
        tasks.perform(.host(.init(rawValue: "chaos")), by: self.person)
        tasks.perform(.host(.init(rawValue: "broken")), by: self.person)
        reader.read()
        #expect(reader.ledger.audits.map(\.result) == ["chaos by D at the server (ada, pid 7)", "it is broken"])
        #expect(reader.ledger.audits.map(\.wasRefused) == [false, true])
    }

    @Test func `an application that shuts down by itself is asked to, and drains the tasks when it gets there`() {
        let host = Host(shutsDown: true)
        let tasks = BackgroundTasks(configuration: .init(host: host), logger: .silent)
        let reader = StreamReader(tasks)
        reader.read()
        tasks.perform(.drain, by: self.person)
        reader.read()
        #expect(host.shutdowns.value == 1)
        #expect(tasks.isAccepting, "its server stops first, perhaps")
        #expect(reader.ledger.audits.map(\.result) == ["the application shuts down"])
    }

    @Test func `an application that does not shut down by itself leaves it to the library`() {
        let host = Host(shutsDown: false)
        let tasks = BackgroundTasks(configuration: .init(host: host), logger: .silent)
        tasks.perform(.drain, by: self.person)
        #expect(host.shutdowns.value == 1)
        #expect(!tasks.isAccepting)
    }

    private final class Host: BackgroundTasksHost {
        let shutdowns = Counter()
        private let shutsDown: Bool

        init(shutsDown: Bool = false) {
            self.shutsDown = shutsDown
        }

        func perform(_ action: HostAction.ID, by requester: Requester) throws -> String {
            if action.rawValue == "broken" { throw Broken() }
            return "\(action.rawValue) by \(requester)"
        }

        func requestShutdown(by requester: Requester) -> Bool {
            self.shutdowns.count()
            return self.shutsDown
        }
    }

    private struct Broken: Error, CustomStringConvertible {
        var description: String { "it is broken" }
    }
}
