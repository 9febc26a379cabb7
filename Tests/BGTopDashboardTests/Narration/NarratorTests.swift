import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What is told line by line to whoever does not see the dashboard.
@Suite struct NarratorTests {
    /// A server with a listener, on which time passes in the listener's steps.
    private struct Room {
        var listener: Listener
        private(set) var now = TaskInstant(nanoseconds: 1_000_000_000)
        private var pending: [TaskEvent] = []
        private var lastID: UInt64 = 0

        init(viewer: Viewer = Scene.viewer) {
            self.listener = Listener(viewer: viewer)
            self.happens(
                .snapshot(
                    TaskSnapshot(
                        process: ProcessDescription(
                            name: "shop",
                            processID: 77,
                            host: "build7",
                            user: "svc",
                            startedAt: self.now
                        ),
                        anchor: TimeAnchor(instant: self.now, nanosecondsSince1970: 0),
                        totals: TaskTotals(),
                        capacity: Capacity(maximumRunning: 8, maximumQueued: 16),
                        drain: DrainStatus(phase: .accepting, since: self.now),
                        live: []
                    )
                )
            )
        }

        mutating func happens(_ kind: TaskEvent.Kind) {
            self.pending.append(TaskEvent(at: self.now, kind))
        }

        /// - Returns: What is told meanwhile.
        mutating func wait(_ duration: Duration) -> [String] {
            let end = self.now.advanced(by: duration)
            var lines: [String] = []
            while self.now < end {
                self.now = self.now.advanced(by: NarrationLoop.interval)
                lines += self.listener.hear(self.pending, at: self.now)
                self.pending = []
            }
            return lines
        }

        @discardableResult
        mutating func run(_ name: String) -> BackgroundTaskID {
            self.lastID += 1
            let id = BackgroundTaskID(rawValue: self.lastID)
            let location = TaskDescription.SourceLocation(fileID: "Shop/Routes.swift", line: 12)
            self.happens(.submitted(TaskDescription(id: id, name: name, location: location, submittedAt: self.now)))
            self.happens(.started(id, rank: 1))
            return id
        }

        mutating func end(_ id: BackgroundTaskID, _ outcome: TaskOutcome, _ errorText: String? = nil) {
            self.happens(
                .finished(
                    TaskEnd(
                        id: id,
                        rank: 2,
                        outcome: outcome,
                        startedAt: self.now,
                        endedAt: self.now,
                        cancellation: nil,
                        errorText: errorText,
                        sample: TaskSample(id: id, progress: nil, annotations: [])
                    )
                )
            )
        }

        mutating func enter(_ phase: DrainStatus.Phase) {
            let requester = Requester("SIGTERM")
            let deadline = self.now.advanced(by: .seconds(20))
            self.happens(
                .phaseChanged(
                    DrainStatus(
                        phase: phase,
                        since: self.now,
                        deadline: deadline,
                        requestedBy: requester,
                        requestedAt: self.now
                    )
                )
            )
        }

        mutating func holdIntake(_ isHeld: Bool) {
            self.happens(.capacityChanged(Capacity(maximumRunning: 8, maximumQueued: 16, isIntakeHeld: isHeld)))
        }
    }

    @Test func `a server may claim any number of failures`() {
        var listener = Listener()
        let now = TaskInstant(nanoseconds: 1_000_000_000)
        let totals = TaskTotals(
            submitted: .max,
            succeeded: 0,
            failed: .max,
            cancelled: 0,
            timedOut: 1,
            discarded: 0,
            rejected: .init()
        )
        let snapshot = TaskSnapshot(
            process: ProcessDescription(name: "shop", processID: 77, host: "build7", user: "svc", startedAt: now),
            anchor: TimeAnchor(instant: now, nanosecondsSince1970: 0),
            totals: totals,
            capacity: Capacity(maximumRunning: 8, maximumQueued: 16),
            drain: DrainStatus(phase: .accepting, since: now),
            live: []
        )
        let lines = listener.hear([TaskEvent(at: now, .snapshot(snapshot))], at: now)
        #expect(!lines.isEmpty)
    }

    @Test func `a server's trouble and its drain are told as they were`() throws {
        var server = SimulatedServer(works: SimulatedServer.shop + SimulatedServer.chores, maximumRunning: 40, firstID: 9_000)
        var listener = Listener()
        var told: [String] = []
        func pass(_ milliseconds: Int) {
            for _ in 0..<milliseconds / 250 {
                server.run(milliseconds: 250)
                server.observe()
                for line in listener.hear(server.takeEvents(), at: server.instant) { tell(line) }
            }
        }
        func ask(_ line: String) {
            tell(line.isEmpty ? ">" : "> \(line)")
            for line in listener.ask(line) { tell("  \(line)") }
        }
        func tell(_ line: String) {
            let time = "\(server.now / 1_000).\(server.now % 1_000 / 100)"
            told.append(String(repeating: " ", count: max(0, 5 - time.count)) + "\(time)  \(line)")
        }
        pass(22_000)
        let stuck = server.addStuckTask("sync-ledger", from: "POST /orders")
        pass(4_000)
        server.block(stuck)
        pass(6_000)
        for line in ["", "t", "n", "w", "f", "what is up?", "d", "y"] { ask(line) }
        server.enter(.draining, deadlineIn: 8_000, by: Requester("D at the server", user: "ann"))
        pass(8_000)
        ask("d")
        ask("")
        server.enter(.cancelling, deadlineIn: 5_000, by: Requester("D at the server", user: "ann"))
        server.endWhatWasAsked()
        pass(6_000)
        try Golden(name: "narration").check(told.joined(separator: "\n"))
    }

    @Test func `where nothing changes nothing is said`() {
        var room = Room()
        let first = room.wait(.seconds(1))
        #expect(first.count == 3)
        #expect(first[0] == "shop, pid 77, on build7: what changes is told line by line.")
        #expect(first[2] == "0 of 8 running, 0 of 16 queued, 0 a second finished. Nothing is wrong.")
        #expect(room.wait(.seconds(300)).isEmpty)
    }

    @Test func `how much happens in a second is told once a second has been watched, and not before`() {
        var room = Room()
        for _ in 0..<24 { room.end(room.run("a"), .succeeded) }
        #expect(room.wait(.milliseconds(750)).count == 2, "Who it is, and what can be asked.")
        #expect(room.listener.ask("") == ["0 of 8 running, 0 of 16 queued. Nothing is wrong."])
        _ = room.wait(.milliseconds(250))
        #expect(room.listener.ask("") == ["0 of 8 running, 0 of 16 queued, 24 a second finished. Nothing is wrong."])
    }

    @Test func `figures are told every ten seconds at most, and at once to whoever asks`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        room.run("a")
        #expect(room.wait(.seconds(8)).isEmpty)
        #expect(
            room.wait(.seconds(2)).contains { $0.hasPrefix("1 of 8 running, 0 of 16 queued, 0 a second finished.") }
        )
        room.run("a")
        _ = room.wait(.milliseconds(250))
        #expect(room.listener.ask("").first?.hasPrefix("2 of 8 running, 0 of 16 queued, 0 a second finished.") == true)
        #expect(!room.wait(.seconds(60)).contains { $0.contains(" running, ") }, "What was told on request is not told again.")
    }

    @Test func `a warning is told when it begins and when it is over`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        room.holdIntake(true)
        let begun = room.wait(.milliseconds(250))
        #expect(begun.count == 1)
        #expect(begun.first?.hasPrefix("Notice, intake held: ") == true)
        #expect(room.wait(.seconds(5)).isEmpty)
        room.holdIntake(false)
        #expect(room.wait(Narrator.settling - .milliseconds(250)).isEmpty)
        #expect(room.wait(.milliseconds(500)) == ["Over: intake held."])
    }

    @Test func `a warning that comes and goes is told once`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        var lines: [String] = []
        for isHeld in [true, false, true, false, true] {
            room.holdIntake(isHeld)
            lines += room.wait(.seconds(1))
        }
        #expect(lines.count == 1)
    }

    @Test func `what fails is told at once, and what follows soon is told together`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        let alone = room.run("send-email")
        room.end(alone, .failed, "SMTP 451 mailbox busy")
        #expect(room.wait(.milliseconds(250)) == ["Failed: send-email 1, 0 ms after its start: SMTP 451 mailbox busy."])
        for name in ["send-email", "charge-card", "send-email", "send-email", "charge-card", "a", "b"] {
            room.end(room.run(name), .failed, name == "charge-card" ? "declined" : "SMTP 550")
        }
        #expect(room.wait(.seconds(8)).isEmpty)
        let later = room.wait(.seconds(3)).filter { $0.contains("failed or timed out") }
        #expect(
            later == [
                "7 failed or timed out: send-email 3, the last: SMTP 550; charge-card 2, the last: declined;"
                    + " a 1, the last: SMTP 550; and 1 other name."
            ]
        )
    }

    @Test func `what was cancelled or discarded is no failure`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        room.end(room.run("a"), .cancelled, "CancellationError()")
        room.end(room.run("a"), .discarded)
        #expect(room.wait(.milliseconds(250)).isEmpty)
    }

    @Test func `a drain is asked for in two lines, of which the second has to be yes`() {
        for line in ["", "n", "yes please", "d", "t"] {
            var room = Room()
            _ = room.wait(.seconds(1))
            let question = room.listener.ask("d")
            #expect(question.contains { $0.contains("shop, pid 77, on build7 as svc") })
            #expect(question.last == "Drain it? Type y and Enter for yes, Enter alone for no.")
            #expect(room.listener.ask(line) == ["Not done."])
            #expect(room.listener.effects.isEmpty)
        }
        for line in ["y", "Y", " yes "] {
            var room = Room()
            _ = room.wait(.seconds(1))
            room.listener.ask("d")
            #expect(room.listener.ask(line).isEmpty)
            #expect(room.listener.effects == [.perform(.drain, by: Requester("D at the server", user: "ann"))])
        }
    }

    @Test func `yes answers nothing that was not asked`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        #expect(room.listener.ask("y") == ["y is nothing that can be asked. ? lists what can."])
        #expect(room.listener.effects.isEmpty)
    }

    @Test func `each phase of a drain is told at once, then how far it is, and the end ends it`() throws {
        var room = Room()
        let id = room.run("a")
        _ = room.wait(.seconds(1))
        room.enter(.draining)
        let begun = room.wait(.milliseconds(250))
        #expect(begun.first == "Draining: no new work is accepted.")
        #expect(begun.last?.hasPrefix("1 of 1 task left, 19.7 s until what is left is cancelled.") == true)
        #expect(room.wait(.seconds(5)).count == 1)
        room.listener.ask("d")
        room.listener.ask("y")
        #expect(room.listener.effects == [.perform(.force, by: Requester("D at the server", user: "ann"))])
        room.enter(.cancelling)
        #expect(room.wait(.milliseconds(250)).first?.hasPrefix("Cancelling: ") == true)
        room.end(id, .cancelled)
        room.enter(.stopped)
        #expect(room.wait(.milliseconds(250)) == ["Stopped: nothing runs any more."])
    }

    @Test func `no phase is passed over, however soon the next one comes`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        room.enter(.draining)
        room.enter(.stopped)
        #expect(
            room.wait(.milliseconds(250)) == ["Draining: no new work is accepted.", "Stopped: nothing runs any more."]
        )
    }

    @Test func `that a shutdown is given up is told, and with how many that run on`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        room.enter(.cancelling)
        _ = room.wait(.milliseconds(250))
        room.happens(.stopped(.short(alive: DrainReport.Names(named: [.init(id: 1, name: "a")], count: 1))))
        #expect(room.wait(.milliseconds(250)).contains("The shutdown is given up, with 1 still running."))
    }

    @Test func `what failed a while ago is not told as if it had just happened`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        for _ in 0..<2 {
            room.end(room.run("a"), .failed, "no")
            _ = room.wait(.milliseconds(250))
        }
        let late = room.wait(.seconds(11)).filter { $0.hasPrefix("Failed") }
        #expect(late == ["Failed 10.0 s ago: a 2, 0 ms after its start: no."])
    }

    @Test func `whoever may only look is told so`() {
        var room = Room(viewer: Viewer(isReadOnly: true, user: "ann"))
        _ = room.wait(.seconds(1))
        #expect(room.listener.ask("d") == ["This view is read-only: it was started with --read-only."])
        #expect(room.listener.effects.isEmpty)
    }

    @Test func `every letter that is listed answers something`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        let letters = room.listener.ask("?").compactMap { $0.split(separator: ":").first }
        #expect(letters.count == 9)
        for letter in letters where letter != "Enter" {
            let answer = room.listener.ask(String(letter))
            #expect(!answer.isEmpty)
            #expect(!answer.contains { $0.contains("nothing that can be asked") }, "\(letter)")
            if letter == "d" || letter == "q" { room.listener.ask("n") }
        }
    }

    @Test func `kinds of work are told, the busiest first`() {
        var room = Room()
        _ = room.wait(.seconds(1))
        #expect(room.listener.ask("n") == ["No task has been seen yet."])
        room.run("a")
        for _ in 0..<2 { room.run("b") }
        room.end(room.run("c"), .succeeded)
        _ = room.wait(.seconds(10))
        #expect(
            room.listener.ask("n") == [
                "b: 2 running, 0 queued, 0 a second finished.",
                "a: 1 running, 0 queued, 0 a second finished.",
                "c: 0 running, 0 queued, 0.1 a second finished, half take up to 0 ms, 99 of 100 up to 0 ms.",
            ]
        )
    }

    @Test func `of many tasks ten are told, and how many there are more`() {
        var room = Room()
        for _ in 0..<8 { room.run("a") }
        _ = room.wait(.seconds(1))
        #expect(room.listener.ask("t").count == 8)
        #expect(room.listener.ask("T")[0].hasPrefix("a 1: running, 1.0 s old"))
        for _ in 0..<5 { room.run("b") }
        _ = room.wait(.seconds(1))
        let many = room.listener.ask("t")
        #expect(many.count == 11)
        #expect(many.last == "And 3 younger ones.")
    }
}
