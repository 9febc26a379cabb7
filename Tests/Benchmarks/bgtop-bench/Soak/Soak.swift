import BGTopStore
import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BenchmarkHarness
import Synchronization

/// Very many short tasks through one process that somebody watches: whether memory stays flat, and the books are exact.
struct Soak: Sendable {
    /// How many tasks.
    let count: Int
    /// After how many memory is read. Memory is flat if no reading is much above the first, when everything has had its chance
    /// to grow.
    let interval: Int
    /// For how long nothing happens before memory is read. Of a task that was asked to stop something is kept until it would be
    /// looked at again, a second later.
    let rest: Duration

    /// What came of it.
    struct Findings: Sendable {
        let readings: [MemoryReading]
        /// What does not agree; empty where the accounting is exact.
        let discrepancies: [String]
        let refusals: UInt64
        let eventsLost: UInt64

        /// What has grown; empty where memory is flat.
        var growth: [String] { self.readings.first?.growth(in: Array(self.readings.dropFirst())) ?? [] }
        var isSound: Bool { self.discrepancies.isEmpty && self.growth.isEmpty }
    }

    /// - Parameter say: Gets a line for each reading, as soon as it is made.
    func run(say: @Sendable (String) -> Void) async throws -> Findings {
        say(Self.line("submitted", "resident MB", "heap MB", "seconds"))
        let returned = Returned()
        // Held from outside, because only the report that the drain ends with says what all came to.
        let (tasks, viewer, books) = try await withBackgroundTasks(logger: .silent) { tasks in
            let viewer = StoreViewer(tasks)
            let books = try await self.submit(to: tasks, viewer: viewer, returned: returned, say: say)
            return (tasks, viewer, books)
        }
        let store = viewer.end()
        guard let report = tasks.report else { throw Unsound("the drain ended without a report") }
        return Findings(
            readings: books.readings,
            discrepancies: books.ledger.discrepancies(
                report: report.totals,
                seen: store.totals,
                alive: store.alive,
                returned: returned.count.load(ordering: .acquiring)
            ),
            refusals: report.totals.rejected.total,
            eventsLost: store.eventsLost
        )
    }

    private final class Returned: Sendable {
        let count = Atomic<Int>(0)
    }

    private struct Books: Sendable {
        var ledger = SoakLedger()
        var readings: [MemoryReading] = []
    }

    private func submit(
        to tasks: BackgroundTasks,
        viewer: StoreViewer,
        returned: Returned,
        say: (String) -> Void
    ) async throws -> Books {
        var books = Books()
        let start = Stopwatch.now
        // Before memory is read for the first time the viewer's buffer has been as full as it gets. Otherwise a viewer that is held up
        // later, on a machine that is busy with other things, would look like memory that grows.
        viewer.pause()
        for number in 1...self.count {
            try await Self.submit(number, to: tasks, returned: returned, into: &books.ledger)
            if number == self.interval / 10 { viewer.pause(false) }
            guard number.isMultiple(of: self.interval) else { continue }
            // Read at rest: what lives, and what nobody has read yet, is no growth.
            while tasks.totals.ended < number { await Task.yield() }
            try await Task.sleep(for: self.rest)
            viewer.catchUp()
            let reading = try MemoryReading.now
            books.readings.append(reading)
            let seconds = Int(Stopwatch.now - start)
            say(Self.line("\(number)", reading.resident.megabytes, reading.heap.megabytes, "\(seconds)"))
        }
        return books
    }

    private static func submit(
        _ number: Int,
        to tasks: BackgroundTasks,
        returned: Returned,
        into ledger: inout SoakLedger
    ) async throws {
        let task = SoakTask(number: number)
        let operation: @Sendable () async throws -> Void = {
            try await task.run()
            returned.count.add(1, ordering: .releasing)
        }
        // Every tenth does not want to wait for room, and then has to.
        var handle: BackgroundTaskHandle<Void>?
        if number.isMultiple(of: 10) {
            handle = try tasks.addUnlessFull(task.name, options: task.options, operation: operation)
            if handle == nil { ledger.countRefusal() }
        }
        let accepted =
            if let handle { handle } else { try await tasks.add(task.name, options: task.options, operation: operation) }
        ledger.countSubmission(task)
        if task == .cancelled { accepted.cancel() }
    }

    private static func line(_ columns: String...) -> String {
        columns.map { String(repeating: " ", count: max(0, 12 - $0.count)) + $0 }.joined()
    }
}

extension Soak.Findings {
    /// What it all comes to.
    var summary: [String] {
        ["\(self.refusals) submissions found no room at first; the viewer missed \(self.eventsLost) events."]
            + (self.discrepancies.isEmpty ? ["The accounting is exact."] : self.discrepancies.map { "Not exact: \($0)." })
            + (self.growth.isEmpty ? ["Memory is flat."] : self.growth.map { "Not flat: \($0)." })
    }
}
