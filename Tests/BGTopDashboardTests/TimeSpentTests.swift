import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// Where a task's time went adds up, whatever was seen and whenever that was.
@Suite struct TimeSpentTests {
    /// A row that was queued for 3 ms and has run since, of which this was seen after `seenAfter`.
    private func row(_ activity: TaskActivity?) throws -> TaskRow {
        var sitting = Sitting()
        let id = sitting.submit("a")
        sitting.wait(.milliseconds(3))
        sitting.start(id)
        sitting.sample(id, activity: activity)
        return try #require(sitting.model.store.row(id))
    }

    private func activity(_ state: TaskActivity.State, onThread: Int, ready: Int, waiting: Int) -> TaskActivity {
        TaskActivity(
            state: state,
            since: TaskInstant(nanoseconds: 0),
            onThread: .milliseconds(onThread),
            ready: .milliseconds(ready),
            waiting: .milliseconds(waiting)
        )
    }

    @Test(arguments: TaskActivity.State.allCases)
    func `what has passed since the last reading was spent as the task was then`(state: TaskActivity.State) throws {
        let row = try self.row(self.activity(state, onThread: 20, ready: 30, waiting: 50))
        let start = try #require(row.startedAt)
        let inside = try #require(TimeSpent(row, at: start.advanced(by: .milliseconds(140))).inside)
        #expect(inside.onThread == .milliseconds(state == .running ? 60 : 20))
        #expect(inside.ready == .milliseconds(state == .ready ? 70 : 30))
        #expect(inside.waiting == .milliseconds(state == .waiting ? 90 : 50))
    }

    @Test(arguments: TaskActivity.State.allCases, [0, 1, 40, 99, 100, 101, 100_000])
    func `the parts add up, even where the reading is ahead of the clock`(state: TaskActivity.State, milliseconds: Int) throws {
        let row = try self.row(self.activity(state, onThread: 20, ready: 30, waiting: 50))
        let now = try #require(row.startedAt).advanced(by: .milliseconds(milliseconds))
        let spent = TimeSpent(row, at: now)
        let inside = try #require(spent.inside)
        #expect(inside.total == .milliseconds(milliseconds))
        #expect(spent.queued + inside.total == row.age(at: now))
        #expect(min(inside.onThread, inside.ready, inside.waiting) >= .zero)
    }

    @Test func `without a probe, and before the start, nothing is claimed`() throws {
        let row = try self.row(nil)
        #expect(TimeSpent(row, at: row.task.submittedAt.advanced(by: .seconds(1))).inside == nil)
        #expect(TimeSpent(row, at: row.task.submittedAt.advanced(by: .seconds(1))).busy == nil)
    }

    @Test func `whole numbers add up to the whole, and none is more than one off`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            let parts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                Int128(Int64.random(in: 0...(1 << Int64.random(in: 0...40, using: &random)), using: &random))
            }
            let denominator = Int128(Int64.random(in: 1...1_000_000_000, using: &random))
            let whole = Apportionment.whole(parts, over: denominator)
            #expect(whole.reduce(0, +) == Int64(parts.reduce(0, +) / denominator))
            #expect(zip(whole, parts).allSatisfy { abs(Int128($0) * denominator - $1) < denominator })
        }
    }

    @Test func `percents add up to a hundred`() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<20_000 {
            let parts = (0..<3).map { _ in Duration.nanoseconds(Int64(random.next() % 10_000_000_000)) }
            #expect(Apportionment.percents(parts).reduce(0, +) == 100)
        }
        #expect(Apportionment.percents([.zero, .zero]) == [0, 0])
        #expect(Apportionment.percents([.seconds(9e8), .seconds(1e8)]) == [90, 10])
    }
}
