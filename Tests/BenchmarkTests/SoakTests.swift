import ArgumentParser
import BackgroundWorkEvents
import Synchronization
import Testing

@testable import bgtop_bench

struct SoakTests {
    @Test func `a soak keeps exact books of tasks of every kind`() async throws {
        let lines = Mutex<[String]>([])
        let soak = Soak(count: 2_000, interval: 1_000, rest: .zero)
        let findings = try await soak.run { line in lines.withLock { $0.append(line) } }
        #expect(findings.discrepancies == [])
        #expect(findings.readings.count == 2)
        #expect(lines.withLock { $0.map { $0.split(separator: " ").first } } == ["submitted", "1000", "2000"])
    }

    @Test func `every hundred tasks are the same mix, of all kinds`() {
        func counts(_ numbers: ClosedRange<Int>) -> [SoakTask: Int] {
            numbers.reduce(into: [:]) { $0[SoakTask(number: $1), default: 0] += 1 }
        }
        #expect(counts(1...100) == [.empty: 60, .yielding: 20, .branching: 10, .failing: 4, .cancelled: 3, .timingOut: 3])
        #expect(counts(9_999_901...10_000_000) == counts(1...100))
    }

    @Test func `fewer than two millions, or a part of one, cannot be compared`() throws {
        #expect(try BGTopBench.parse(["--soak", "10000000"]).soak == 10_000_000)
        for count in ["0", "1000000", "2500000", "-2000000"] {
            #expect(throws: (any Error).self) { try BGTopBench.parse(["--soak=\(count)"]) }
        }
    }
}

struct SoakLedgerTests {
    private static func ledger() -> SoakLedger {
        var ledger = SoakLedger()
        for task in [SoakTask.empty, .failing, .cancelled, .timingOut] { ledger.countSubmission(task) }
        ledger.countRefusal()
        return ledger
    }

    private static func totals(submitted: UInt64 = 4, failed: UInt64 = 1, cancelled: UInt64 = 1) -> TaskTotals {
        TaskTotals(
            submitted: submitted,
            succeeded: 1,
            failed: failed,
            cancelled: cancelled,
            timedOut: 1,
            discarded: 0,
            rejected: .init(full: 1)
        )
    }

    @Test func `books that agree have no discrepancy`() {
        #expect(Self.ledger().discrepancies(report: Self.totals(), seen: Self.totals(), alive: 0, returned: 1) == [])
    }

    @Test func `each thing that does not agree is named`() {
        let ledger = Self.ledger()
        func count(_ report: TaskTotals, seen: TaskTotals? = nil, alive: Int = 0, returned: Int = 1) -> Int {
            ledger.discrepancies(report: report, seen: seen ?? report, alive: alive, returned: returned).count
        }
        // A task that ended in another way than it had to; one too many, which is no sum of the states either.
        #expect(count(Self.totals(failed: 0, cancelled: 2)) == 1)
        #expect(count(Self.totals(submitted: 5)) == 2)
        #expect(count(Self.totals(), seen: Self.totals(failed: 0)) == 1)
        #expect(count(Self.totals(), alive: 1) == 1)
        #expect(count(Self.totals(), returned: 2) == 1)
    }
}

struct MemoryReadingTests {
    private static func reading(resident: Int = 200_000_000, heap: Int = 20_000_000) -> MemoryReading {
        MemoryReading(resident: resident, heap: heap)
    }

    @Test(arguments: [
        // A twentieth of what is much, 4 MB of what is little.
        (Self.reading(resident: 210_000_000), true),
        (Self.reading(resident: 210_000_001), false),
        (Self.reading(heap: 24_000_000), true),
        (Self.reading(heap: 24_000_001), false),
    ])
    func `memory is flat while it stays within what an allocator's noise is`(later: MemoryReading, isFlat: Bool) {
        #expect(Self.reading().growth(in: [Self.reading(), later, Self.reading()]).isEmpty == isFlat)
    }

    @Test func `both kinds of memory are looked at, and named`() {
        let growth = Self.reading().growth(in: [Self.reading(resident: 300_000_000, heap: 30_000_000)])
        #expect(
            growth == [
                "300.0 MB resident, after 200.0 MB at the first reading", "30.0 MB heap, after 20.0 MB at the first reading",
            ]
        )
    }

    @Test func `what is resident is read from what the system says of a process`() {
        let status = "Name:\tserver\nVmHWM:\t   90000 kB\nVmRSS:\t   81920 kB\nThreads:\t4\n"
        #expect(MemoryReading.resident(in: status) == 81_920 * 1_024)
        #expect(MemoryReading.resident(in: "Name:\tserver\n") == nil)
        #expect(MemoryReading.resident(in: "VmRSS:\tmuch\n") == nil)
    }
}
