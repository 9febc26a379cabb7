import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What a viewer remembers of a task's time on threads is bounded, and its sums stay exact.
@Suite struct ActivityHistoryTests {
    private func row(
        onThread: Int64,
        ready: Int64,
        waiting: Int64,
        state: TaskActivity.State,
        since: Int64
    ) throws -> TaskRow {
        var sitting = Sitting()
        let id = sitting.run("a")
        let start = sitting.now
        sitting.sample(
            id,
            activity: TaskActivity(
                state: state,
                since: start.advanced(by: .milliseconds(since)),
                onThread: .milliseconds(onThread),
                ready: .milliseconds(ready),
                waiting: .milliseconds(waiting)
            )
        )
        return try #require(sitting.model.store.row(id))
    }

    @Test func `what a task did before anybody looked is not made up`() throws {
        let row = try self.row(onThread: 10, ready: 0, waiting: 90, state: .waiting, since: 80)
        let start = try #require(row.startedAt)
        let pieces = ActivityHistory(id: row.id, row: row).pieces(until: start.advanced(by: .milliseconds(150)))
        // Only since when it has been at what it was found at.
        #expect(pieces.map(\.from) == [80, 100].map { start.advanced(by: .milliseconds($0)) })
        #expect(pieces.map(\.spent.waiting) == [.milliseconds(20), .milliseconds(50)])
    }

    @Test func `the end of a stretch is what the task has been at since`() throws {
        let first = try self.row(onThread: 10, ready: 0, waiting: 0, state: .running, since: 0)
        let second = try self.row(onThread: 40, ready: 10, waiting: 60, state: .waiting, since: 70)
        var history = ActivityHistory(id: first.id, row: first)
        history.note(second)
        let start = try #require(first.startedAt)
        let pieces = history.pieces(until: start.advanced(by: .milliseconds(110)))
        #expect(pieces.map(\.to) == [10, 70, 110].map { start.advanced(by: .milliseconds($0)) })
        #expect(pieces[1].spent == .init(onThread: .milliseconds(30), ready: .milliseconds(10), waiting: .milliseconds(20)))
        #expect(pieces[2].spent == .init(onThread: .zero, ready: .zero, waiting: .milliseconds(40)))
    }

    @Test func `however long somebody looks, there is a bound, and no time gets lost`() throws {
        var sitting = Sitting()
        let id = sitting.run("a")
        var history = ActivityHistory(id: id, row: sitting.model.store.row(id))
        var random = SeededGenerator(seed: 9)
        var (onThread, waiting) = (0, 0)
        var first: Duration?
        for _ in 0..<10_000 {
            onThread += Int.random(in: 0...50, using: &random)
            waiting += Int.random(in: 1...50, using: &random)
            sitting.sample(
                id,
                activity: TaskActivity(
                    state: .waiting,
                    since: sitting.now.advanced(by: .seconds(1_000_000)),
                    onThread: .milliseconds(onThread),
                    waiting: .milliseconds(waiting)
                )
            )
            first = first ?? .milliseconds(onThread)
            if let row = sitting.model.store.row(id) { history.note(row) }
        }
        #expect(history.readings.count <= ActivityHistory.maximum)
        let seenFrom = try #require(history.readings.first).at
        let end = try #require(history.readings.last).at
        let spent = history.pieces(until: end).filter { $0.to > seenFrom }.map(\.spent.onThread).reduce(.zero, +)
        #expect(spent == .milliseconds(onThread) - (first ?? .zero))
    }
}
