import BGTopStore
import BackgroundWorkEvents
import Testing

/// One name, looked at closely.
struct NameProfileTests {
    private func profile(of name: String = "work", in server: WatchedServer) throws -> NameProfile {
        try #require(server.store.profile(of: name))
    }

    @Test func `the steps of runs and of waits are in order, and each duration is in one of them`() throws {
        var server = WatchedServer()
        let durations = [
            Duration.microseconds(3), .milliseconds(1), .milliseconds(250), .seconds(3), .seconds(3), .seconds(700),
        ]
        for duration in durations {
            let id = server.submit()
            server.wait(duration)
            server.start(id)
            server.wait(duration)
            server.finish(id)
        }
        server.run(1, taking: .seconds(9), .failed)
        let profile = try self.profile(in: server)
        for steps in [profile.runs, profile.waits] {
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.nanoseconds.upperBound <= $1.nanoseconds.lowerBound })
            for duration in durations {
                let nanoseconds = Int64(duration / .nanoseconds(1))
                #expect(steps.count { $0.nanoseconds.contains(nanoseconds) } == 1, "\(duration)")
            }
        }
        #expect(profile.runs.map(\.count) == [1, 1, 1, 2, 1])
        // The one that failed did not wait.
        #expect(profile.waits.map(\.count) == [1, 1, 1, 1, 2, 1])
    }

    @Test func `a step is hardly wider than one percent`() throws {
        var server = WatchedServer()
        for milliseconds in [1, 10, 100, 1_000, 10_000] { server.run(1, taking: .milliseconds(milliseconds)) }
        for step in try self.profile(in: server).runs {
            #expect(Double(step.nanoseconds.upperBound) / Double(step.nanoseconds.lowerBound) < 1.016)
        }
    }

    @Test func `what tasks fail with is told by frequency`() throws {
        var server = WatchedServer()
        for (text, count) in [("mailbox busy", 2), ("no route to host", 3), ("mailbox full", 2)] {
            for _ in 0..<count { server.finish(server.submitAndStart(), .failed, errorText: text) }
        }
        server.finish(server.submitAndStart(), .failed)
        server.finish(server.submitAndStart(), .timedOut, errorText: "CancellationError()")
        server.finish(server.submitAndStart("other"), .failed, errorText: "not its own")
        let profile = try self.profile(in: server)
        #expect(profile.failureReasons.map(\.text) == ["no route to host", "mailbox busy", "mailbox full"])
        #expect(profile.failureReasons.map(\.count) == [3, 2, 2])
        #expect(profile.otherFailures == 1)
    }

    @Test func `texts that all differ push out each other, and not what comes again and again`() throws {
        var server = WatchedServer()
        for number in 0..<100 {
            server.finish(server.submitAndStart(), .failed, errorText: "no order \(number)")
            server.finish(server.submitAndStart(), .failed, errorText: "bank is closed")
        }
        let profile = try self.profile(in: server)
        #expect(profile.failureReasons.first?.text == "bank is closed")
        #expect(profile.failureReasons.first?.count == 100)
        #expect(profile.failureReasons.count <= 16)
        #expect(profile.failureReasons.map(\.count).reduce(0, +) + profile.otherFailures == 200)
    }

    @Test func `of a text without an end the beginning is kept`() throws {
        var server = WatchedServer()
        for end in ["a", "b"] {
            server.finish(server.submitAndStart(), .failed, errorText: String(repeating: "x", count: 3_000) + end)
        }
        let profile = try self.profile(in: server)
        #expect(profile.failureReasons.map(\.count) == [2])
        #expect(try #require(profile.failureReasons.first).text.utf8.count <= 256)
    }

    @Test func `those that have run longest are told by when they started, not by when they came`() {
        var server = WatchedServer()
        let late = server.submit()
        let first = server.submitAndStart()
        server.wait(.seconds(1))
        let other = server.submitAndStart("other")
        server.start(late)
        server.wait(.seconds(1))
        let last = server.submitAndStart()
        server.submit()
        server.cancel(last)
        #expect(server.store.longestRunning(named: "work", limit: 10) == [first, late, last])
        #expect(server.store.longestRunning(named: "work", limit: 1) == [first])
        #expect(server.store.longestRunning(named: "other", limit: 10) == [other])
        server.finish(first)
        #expect(server.store.longestRunning(named: "work", limit: 10) == [late, last])
        #expect(server.store.longestRunning(named: "never seen", limit: 10).isEmpty)
    }

    @Test func `of a name that is counted with others nothing of its own is known`() {
        var server = WatchedServer(retention: Retention(names: 1))
        server.run(1, "a", taking: .seconds(1))
        server.run(1, "b", taking: .seconds(1))
        #expect(server.store.profile(of: "a") != nil)
        #expect(server.store.profile(of: "b") == nil)
        #expect(server.store.profile(of: NameSummary.otherNames) != nil)
    }
}
