import Testing

@testable import BackgroundWork

/// Where the tasks that live are kept.
struct LiveRecordsTests {
    @Test func `looked through bit by bit, each is found once, whoever has gone before`() {
        let machine = MachineUnderTest(begins: false)
        let records = (0..<1_000).map { _ in machine.task() }
        var live = LiveRecords()
        for record in records { live.insert(record) }
        for record in records[100..<700] { live.remove(record) }
        var found: [TaskRecord] = []
        for start in stride(from: 0, to: live.endPlace, by: 256) { found += live.records(at: start..<start + 256) }
        #expect(found.count == 400 && live.count == 400)
        let left = records[..<100] + records[700...]
        #expect(Set(found.map(ObjectIdentifier.init)) == Set(left.map(ObjectIdentifier.init)))
        #expect(live.records(at: live.endPlace..<live.endPlace + 256).isEmpty)
    }
}
