import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What somebody hears, who does not see the dashboard, of a connection that breaks.
@Suite struct ConnectionNarrationTests {
    /// A process, and a listener to whom time passes in the listener's steps.
    private struct Room {
        var listener = Listener(viewer: Scene.attached)
        var now = TaskInstant(nanoseconds: 100_000_000_000)
        private var pending: [TaskEvent] = []

        init() {
            self.begin(77)
        }

        mutating func happens(_ kind: TaskEvent.Kind) {
            self.pending.append(TaskEvent(at: self.now, kind))
        }

        mutating func begin(_ processID: Int32, named name: String = "shop", running: UInt64 = 0, failed: UInt64 = 0) {
            let process = ProcessDescription(
                name: name,
                processID: processID,
                host: "build7",
                user: "svc",
                startedAt: TaskInstant(nanoseconds: Int64(processID))
            )
            let location = TaskDescription.SourceLocation(fileID: "Shop/Routes.swift", line: 12)
            let live = (0..<running).map { number in
                LiveTask(
                    task: TaskDescription(
                        id: .init(rawValue: number + 1),
                        name: "work",
                        location: location,
                        submittedAt: self.now
                    ),
                    state: .running,
                    rank: 1,
                    startedAt: self.now,
                    cancellation: nil,
                    sample: TaskSample(id: .init(rawValue: number + 1), progress: nil, annotations: [])
                )
            }
            self.happens(
                .snapshot(
                    TaskSnapshot(
                        process: process,
                        anchor: TimeAnchor(instant: self.now, nanosecondsSince1970: 0),
                        totals: TaskTotals(
                            submitted: running + failed,
                            succeeded: 0,
                            failed: failed,
                            cancelled: 0,
                            timedOut: 0,
                            discarded: 0,
                            rejected: .init()
                        ),
                        capacity: Capacity(maximumRunning: 8, maximumQueued: 16),
                        drain: DrainStatus(phase: .accepting, since: process.startedAt),
                        live: live
                    )
                )
            )
        }

        mutating func interrupt(_ reason: String, isRetrying: Bool) {
            self.happens(.interrupted(Interruption(reason: reason, isRetrying: isRetrying)))
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
    }

    private func room(running: UInt64 = 2) -> Room {
        var room = Room()
        room.begin(77, running: running)
        _ = room.wait(.seconds(1))
        return room
    }

    @Test func `that the connection broke is told once, however many attempts fail, and nothing else until it is back`() {
        var room = self.room()
        room.interrupt("The pipe broke; the next attempt is in 1 s.", isRetrying: true)
        #expect(
            room.wait(.seconds(60)) == [
                "The connection to pid 77 (shop) is interrupted: the pipe broke; the next attempt is in 1 s."
            ]
        )
        room.interrupt("The next attempt is in 2 s.", isRetrying: true)
        #expect(room.wait(.seconds(60)) == [])
        room.begin(77, running: 2, failed: 3)
        let lines = room.wait(.seconds(1))
        #expect(lines.first == "Connected again. What ended meanwhile is counted, and no more is known of it.")
        #expect(lines.count == 2 && lines[1].hasPrefix("2 of 8 running"), "\(lines)")
    }

    @Test func `whoever asks meanwhile is told that it is not now`() {
        var room = self.room()
        room.interrupt("The pipe broke.", isRetrying: true)
        _ = room.wait(.seconds(1))
        #expect(
            room.listener.ask("") == [
                "There is no connection to pid 77 (shop): the pipe broke. When it was last seen: 2 running, 0 queued, all of them unknown now."
            ]
        )
        #expect(room.listener.ask("t").allSatisfy { $0.contains(": unknown, ") })
        #expect(room.listener.ask("d") == ["There is no connection to pid 77: nothing can be asked of it now."])
    }

    @Test func `that the process has ended is told, and what that means for what lived`() {
        var room = self.room()
        room.interrupt("Nothing listens any more.", isRetrying: false)
        #expect(
            room.wait(.seconds(60)) == [
                "Process pid 77 (shop) has ended: nothing listens any more. What lived then is lost."
            ]
        )
    }

    @Test func `a shutdown is told to its end, with what it came to, before that the process has ended`() {
        var room = self.room(running: 0)
        for phase in [DrainStatus.Phase.cancelling, .stopped] {
            room.happens(.phaseChanged(DrainStatus(phase: phase, since: room.now)))
        }
        room.happens(.stopped(SimulatedServer.report))
        room.interrupt("Nothing listens any more.", isRetrying: false)
        let report = SimulatedServer.report.text.split(separator: "\n").map(String.init)
        #expect(
            room.wait(.seconds(60)) == [
                "Cancelling: what had not started is discarded, and the rest has been asked to stop.",
                "Stopped: nothing runs any more.",
            ] + report + ["Process pid 77 (shop) has ended: nothing listens any more."]
        )
        #expect(Array(room.listener.ask("").dropFirst()) == report, "Who asks hears it again.")
    }

    @Test func `who was never let in hears nothing, and leaves with what was said`() {
        var listener = Listener(viewer: Scene.attached)
        let refusal = Interruption(reason: "It is full.", isRetrying: false)
        let now = TaskInstant(nanoseconds: 1)
        #expect(listener.hear([TaskEvent(at: now, .interrupted(refusal))], at: now).isEmpty)
        #expect(listener.effects.first == .leave(.refused("It is full.")))
    }

    @Test func `the process that comes next is introduced, and nothing of the old one is over or told again`() {
        var room = self.room()
        room.happens(.warning(TaskWarning(id: 1, kind: .uncooperative, message: "runs on")))
        #expect(room.wait(.seconds(1)).contains { $0.contains("ignores cancellation") })
        room.interrupt("The pipe broke.", isRetrying: true)
        _ = room.wait(.seconds(1))
        room.now = TaskInstant(nanoseconds: 1_000)
        room.begin(78, running: 1, failed: 9)
        let lines = room.wait(.seconds(20))
        #expect(
            Array(lines.prefix(3)) == [
                "Process pid 77 (shop) has ended, and another has taken its place.",
                "shop, pid 78, on build7: what changes is told line by line.",
                "Type ? and Enter for what can be asked.",
            ]
        )
        #expect(lines.contains { $0.hasPrefix("1 of 8 running") }, "\(lines)")
        #expect(!lines.contains { $0.contains("ignores cancellation") }, "\(lines)")
    }

    @Test func `a break between two looks is told all the same`() {
        var room = self.room()
        room.interrupt("The pipe broke.", isRetrying: true)
        room.begin(77, running: 2)
        #expect(room.wait(.seconds(1)).prefix(2).map { $0.prefix(14) } == ["The connection", "Connected agai"])
    }
}
