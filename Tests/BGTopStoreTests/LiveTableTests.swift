import BackgroundWorkEvents
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

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `it holds what a dictionary would hold, in order`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var table = LiveTable()
        var expected: [UInt64: UInt32] = [:]
        var next: UInt64 = 1
        // From few to many and back, so that compactions and used slots come in all orders.
        for step in 0..<4_000 {
            let growth = step / 1_000 % 2 == 0 ? 70 : 30
            switch Int.random(in: 0..<100, using: &random) {
            case ..<growth:
                next += UInt64.random(in: 1...3, using: &random)
                table.append(self.row(next))
                expected[next] = 0
            case 95...:
                table.compact()
            default:
                let id = expected.keys.sorted().randomElement(using: &random) ?? 7
                if Bool.random(using: &random) {
                    #expect(
                        table.update(BackgroundTaskID(rawValue: id)) {
                            $0.rank += 1; return $0.rank
                        } == expected[id].map { $0 + 1 }
                    )
                    expected[id]? += 1
                } else {
                    #expect(table.remove(BackgroundTaskID(rawValue: id))?.rank == expected[id])
                    #expect(table.remove(BackgroundTaskID(rawValue: id)) == nil)
                    expected[id] = nil
                }
            }
            if step % 100 == 0 {
                #expect(table.count == expected.count)
                #expect(table.rows.map(\.id.rawValue) == expected.keys.sorted())
                #expect(table.rows.allSatisfy { $0.rank == expected[$0.id.rawValue] && $0.task.name == "task \($0.id)" })
                for id in 0...next + 2 {
                    #expect(table[BackgroundTaskID(rawValue: id)]?.rank == expected[id])
                }
            }
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
