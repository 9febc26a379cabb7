import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What the drain cockpit says of the tasks that hold the exit.
@Suite struct DrainTests {
    @Test func `a task that times out is not said to finish, nor is there an end that nobody knows`() {
        var sitting = Sitting(size: Size(columns: 120, rows: 36))
        sitting.run("a", timeout: .seconds(5))
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("1 times out"))
        #expect(sitting.screen.contains("times out  99%"))
        #expect(sitting.screen.contains("likely empty in 4.9 s"))
        sitting.run("b")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("1 unknown"))
        #expect(sitting.screen.contains("empty in 4.8 s at the earliest"))
        #expect(!sitting.screen.contains("likely"))
    }

    @Test func `of a shutdown that was found under way it is said that it had begun before`() {
        for isFound in [false, true] {
            var sitting = Sitting(size: Size(columns: 120, rows: 36))
            sitting.run("a")
            if isFound { sitting.begin(78, phase: .draining) } else { sitting.enter(.draining) }
            sitting.wait(.milliseconds(100))
            #expect(sitting.screen.contains("Left \(isFound ? 0 : 1) of"))
            #expect(sitting.screen.contains(" first seen") == isFound)
        }
    }

    @Test func `who holds a thread, and who waits for one, is said to, whatever else is not known of it`() throws {
        var sitting = Sitting(size: Shot.small)
        let id = sitting.run("pack-archive")
        sitting.run("send-email")
        let start = TaskInstant(nanoseconds: 0)
        let thread = PoolStatus.BlockedThread(task: id, since: start)
        let pool = PoolStatus(
            pool: .library,
            width: 1,
            busy: 1,
            lag: .zero,
            blockedThreads: [thread],
            blockedSince: start
        )
        sitting.tell(.pools([pool]))
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        let line = try #require(
            sitting.screen.split(separator: "\n").first { $0.contains("pack-archive") && $0.contains("holds") }
        )
        #expect(line.hasPrefix("!") && line.contains("holds a thread") && !line.contains("unknown"))
        let other = sitting.screen.split(separator: "\n").first { $0.contains("send-email") }
        #expect(other?.contains("waits for a thread") == true)
    }

    @Test func `a shutdown that was given up is not waited for any more`() {
        var sitting = Sitting(size: Size(columns: 120, rows: 36))
        sitting.run("hang")
        sitting.enter(.cancelling)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("until") && !sitting.screen.contains("FORCED EXIT"))
        sitting.tell(.stopped(SimulatedServer.report))
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("FORCED EXIT") && !sitting.screen.contains("until"))
        #expect(sitting.screen.contains("given up with 1 alive"))
    }

    @Test(arguments: 1...5)
    func `however many ways there are in which tasks ended, a narrow screen has all of them`(kinds: Int) throws {
        var sitting = Sitting(size: Shot.small)
        let outcomes = TaskOutcome.allCases.prefix(kinds)
        let ids = outcomes.map { _ in (0..<12).map { _ in sitting.run("a") } }
        sitting.run("b")
        sitting.submit("b")
        sitting.enter(.draining)
        sitting.tell(.rejected(name: "a", .shuttingDown))
        for (outcome, ids) in zip(outcomes, ids) { ids.forEach { sitting.end($0, outcome) } }
        sitting.wait(.milliseconds(100))
        let counts = try #require(sitting.screen.split(separator: "\n").first { $0.contains("Left 2 of") })
        #expect(!counts.contains("…"))
        for outcome in outcomes { #expect(counts.contains("12 \(outcome.word)")) }
    }

    @Test func `of what has not stopped as many are named as there is room for`() throws {
        var sitting = Sitting(size: Shot.small)
        for _ in 0..<4 { sitting.run("import") }
        sitting.enter(.draining)
        sitting.enter(.cancelling)
        for id in 1...4 { sitting.askToStop(BackgroundTaskID(rawValue: UInt64(id)), .drain) }
        sitting.wait(.seconds(1))
        let counts = try #require(sitting.screen.split(separator: "\n").first { $0.contains("Left 4 of") })
        #expect(counts.hasSuffix("4 not yet: import 1 (1.0 s), ..."))
    }

    @Test func `a tall screen has a tall curve, which begins at the top and is as high as what is left`() {
        var sitting = Sitting(size: Shot.large)
        let ids = (0..<8).map { _ in sitting.run("a") }
        sitting.enter(.draining)
        sitting.wait(.seconds(2))
        for id in ids.dropFirst(2) { sitting.end(id, .succeeded) }
        sitting.wait(.seconds(5))
        let lines = sitting.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let bottom = lines.firstIndex { $0.hasPrefix(" Left  ") } ?? 0
        let heights = (0..<12).map { column in
            (0..<4).prefix { lines[bottom - $0].dropFirst(7 + column).first == "█" }.count
        }
        #expect(heights.first == 4 && heights.last == 1, "\(heights)")
        #expect(heights == heights.sorted(by: >))
        #expect(lines[bottom - 3].hasPrefix("     8 "))
    }
}
