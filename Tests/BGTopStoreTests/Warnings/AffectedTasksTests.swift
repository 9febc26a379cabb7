import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopStore

struct AffectedTasksTests {
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `the first is the one that has been in it for longest, whoever comes and goes`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tasks = AffectedTasks()
        var truth: [BackgroundTaskID] = []
        for _ in 0..<5_000 {
            let id = BackgroundTaskID(rawValue: UInt64.random(in: 1...40, using: &random))
            if Bool.random(using: &random) {
                tasks.insert(id)
                if !truth.contains(id) { truth.append(id) }
            } else {
                tasks.remove(id)
                truth.removeAll { $0 == id }
            }
            #expect(tasks.first == truth.first)
            #expect(tasks.count == truth.count)
            #expect(tasks.contains(id) == truth.contains(id))
        }
        #expect(Set(tasks.removeAll()) == Set(truth))
        #expect(tasks.first == nil)
    }
}
