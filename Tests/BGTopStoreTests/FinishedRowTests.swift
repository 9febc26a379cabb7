import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopStore

struct FinishedRowTests {
    private static let now = TaskInstant(nanoseconds: 1_000_000_000_000)

    /// Figures of which each is another one, so that none can stand in for another.
    private static let activity = TaskActivity(
        state: .ready,
        since: now,
        wakes: 11,
        polls: 10,
        tasklessJobs: 3,
        busy: .nanoseconds(4_001_002_003),
        scheduled: .nanoseconds(17),
        onThread: .seconds(3),
        ready: .seconds(20),
        waiting: .seconds(600),
        longestPoll: .milliseconds(310),
        pollLengths: .init(short: 4, medium: 3, long: 2, veryLong: 1),
        children: 5
    )

    private static var unusual: [Named<TaskActivity>] {
        let changes: [(String, (inout TaskActivity) -> Void)] = [
            ("children that nobody counted", { $0.children = nil }),
            ("as many children as can be counted", { $0.children = 65_535 }),
            ("as many polls as a row has room for", { $0.polls = 65_535 }),
            ("as many wakes as there can be", { $0.wakes = .max }),
            ("many jobs without a task", { $0.tasklessJobs = 70_000 }),
            ("many short polls", { $0.pollLengths.short = 1_000_000 }),
            ("many very long polls", { $0.pollLengths.veryLong = 65_535 }),
            ("as long a wait as a row has room for", { $0.nanoseconds.waiting = 1 << 42 - 1 }),
            ("a longer one", { $0.nanoseconds.waiting = 1 << 42 }),
            ("busy for ever", { $0.nanoseconds.busy = .max }),
            ("a longest poll below zero", { $0.nanoseconds.longestPoll = -1 }),
            ("ready since the beginning of time", { $0.nanoseconds.ready = .min }),
            ("in a state since the beginning", { $0.since = TaskInstant(nanoseconds: 0) }),
            ("in a state since after now", { $0.since = now + .seconds(1) }),
        ]
        return changes.map { name, change in
            var activity = self.activity
            change(&activity)
            return Named(name, activity)
        }
    }

    @Test(arguments: [Named("usual", FinishedRowTests.activity)] + FinishedRowTests.unusual)
    func `what a task did with threads is kept exactly, however much it was`(measured: Named<TaskActivity>) throws {
        let activity = measured.value
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.finish(id, activity: activity)
        #expect(try #require(server.store.row(id)).activity == activity)
    }

    @Test func `a row that is over is as it was when it ended`() throws {
        var server = WatchedServer()
        let id = server.submit("pay", fields: [.init("from", "POST /orders"), .init("request", "7f3a")])
        server.wait(.milliseconds(3))
        server.start(id)
        server.report(0.5, by: id)
        server.cancel(id, .person(Requester("x at the server")))
        server.warn(id, .uncooperative)
        server.wait(.seconds(2))
        let node = TaskNode(
            id: 1,
            parent: 0,
            name: "bank",
            location: TaskDescription.SourceLocation(fileID: "Server/Bank.swift", line: 7),
            startedAt: server.now
        )
        server.finish(
            id,
            .cancelled,
            errorText: "declined",
            activity: Self.activity,
            nodes: TaskNodes([node], revision: 1),
            deliveredAt: server.now
        )
        for row in [try #require(server.store.row(id)), try #require(server.store.finished.first)] {
            #expect(row.id == id)
            #expect(row.task.name == "pay")
            #expect(row.task.fields == [.init("from", "POST /orders"), .init("request", "7f3a")])
            #expect(row.task.location.line == 88)
            #expect(row.waited(at: server.now) == .milliseconds(3))
            #expect(row.ran(at: server.now) == .seconds(2))
            #expect(row.state == .ended(.cancelled))
            #expect(row.rank == 3)
            #expect(row.errorText == "declined")
            #expect(row.progress?.fraction == 0.5)
            #expect(row.cancellation?.cause == .person(Requester("x at the server")))
            #expect(row.deliveredAt == server.now)
            #expect(row.isUncooperative)
            #expect(row.nodes.listed == [node])
            #expect(row.activity == Self.activity)
        }
    }

    @Test func `tasks of one name that differ are told apart when they are over`() {
        var server = WatchedServer()
        let submissions: [(name: String, priority: UInt8, field: String)] = [
            ("a", 21, "1"), ("b", 21, "2"), ("a", 21, "3"), ("a", 25, "4"), ("a", 21, "5"), ("a", 9, "6"), ("a", 17, "7"),
            ("a", 33, "8"), ("a", 21, "9"),
        ]
        for submission in submissions {
            server.finish(
                server.submit(submission.name, priority: submission.priority, fields: [.init("number", submission.field)])
            )
        }
        let rows = server.store.finished.reversed()
        #expect(rows.map(\.task.name) == submissions.map(\.name))
        #expect(rows.map(\.task.priority) == submissions.map(\.priority))
        #expect(rows.map { $0.task.fields.map(\.value) } == submissions.map { [$0.field] })
    }

    @Test func `a row that is over, and never started, says so`() {
        var server = WatchedServer()
        let id = server.submit()
        server.finish(id, .discarded)
        #expect(server.store.row(id)?.startedAt == nil)
        #expect(server.store.row(id)?.activity == nil)
    }

    @Test func `a row that is over takes no more than 128 bytes`() {
        #expect(MemoryLayout<FinishedRow>.stride <= 128)
    }

    #if canImport(Glibc)
    @Test func `all that is kept of a task that is over takes no more than 256 bytes`() async {
        // In a process of its own: what is measured is all that the process has.
        await #expect(processExitsWith: .success) {
            let bytes = FinishedRowMemory.bytesPerRow { [.init("request", $0.description)] }
            try #expect(#require(bytes) <= 256)
        }
    }
    #endif
}
