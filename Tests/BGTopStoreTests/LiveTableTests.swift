import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopStore

struct LiveTableTests {
    private func row(_ id: UInt64) -> TaskRow {
        let location = TaskDescription.SourceLocation(fileID: "A/B.swift", line: 1)
        let task = TaskDescription(
            id: BackgroundTaskID(rawValue: id),
            name: "task \(id)",
            location: location,
            submittedAt: TaskInstant(nanoseconds: 0)
        )
        return TaskRow(task, name: 0)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `it holds what a dictionary would hold, in order`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var table = LiveTable()
        var expected: [UInt64: UInt32] = [:]
        var next: UInt64 = 1
        // From few to many and back, so that compactions and used slots come in all orders.
        for step in 0..<2_000 {
            let growth = step / 500 % 2 == 0 ? 70 : 30
            // Live or not, as it comes.
            let id = BackgroundTaskID(rawValue: UInt64.random(in: (next > 300 ? next - 300 : 0)...next, using: &random))
            switch Int.random(in: 0..<100, using: &random) {
            case ..<growth:
                next += UInt64.random(in: 1...3, using: &random)
                table.append(self.row(next))
                expected[next] = 0
            case 95...:
                table.compact()
            case 90...:
                let annotations = (0...step % 7).map { TaskDescription.Field("key", String(repeating: "v", count: 10 * $0)) }
                let rank = table.update(id) { row -> UInt32? in
                    row.rank += 1
                    row.particulars.annotations = annotations
                    return row.rank
                }
                expected[id.rawValue]? += 1
                #expect(rank == expected[id.rawValue])
            default:
                #expect(table.remove(id)?.rank == expected.removeValue(forKey: id.rawValue))
            }
            guard step % 100 == 0 else { continue }
            #expect(table.count == expected.count)
            #expect(table.footprint == table.rows.reduce(0) { $0 + $1.footprint })
            #expect(table.rows.map(\.id.rawValue) == expected.keys.sorted())
            #expect(table.rows.allSatisfy { $0.rank == expected[$0.id.rawValue] && $0.task.name == "task \($0.id)" })
            let found = (0...next + 2).map { table[BackgroundTaskID(rawValue: $0)]?.rank }
            #expect(found == (0...next + 2).map { expected[$0] })
        }
    }

    @Test func `a position is found in IDs with and without gaps, up to the largest`() {
        let ids = [1, 2, 3, 10, 11, 500, UInt64.max - 1, UInt64.max].map { BackgroundTaskID(rawValue: $0) }
        for (position, id) in ids.enumerated() { #expect(ids.position(of: id) == position) }
        for missing in [0, 4, 9, 12, 499, 501, UInt64.max - 2] as [UInt64] {
            #expect(ids.position(of: BackgroundTaskID(rawValue: missing)) == nil)
        }
        #expect([BackgroundTaskID]().position(of: 1) == nil)
    }
}
