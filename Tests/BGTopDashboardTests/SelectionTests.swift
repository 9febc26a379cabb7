import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What is selected is a task, wherever it stands and whatever stands around it.
@Suite struct SelectionTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `stays with its task while others come and go, the order changes and a filter hides the rest`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var sitting = Sitting()
        var alive = (0..<8).map { sitting.run("task-\($0 % 3)") }
        sitting.wait(.milliseconds(100))
        for _ in 0..<Int.random(in: 1...5, using: &random) { sitting.press(.down) }
        let selected = sitting.selected
        let name = selected.flatMap { sitting.model.store.row($0)?.task.name } ?? ""
        for _ in 0..<60 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: alive.append(sitting.run("task-\(Int.random(in: 0..<3, using: &random))"))
            case 1:
                guard let index = alive.indices.randomElement(using: &random), alive[index] != selected else { continue }
                sitting.end(alive.remove(at: index), Bool.random(using: &random) ? .succeeded : .failed)
            case 2: sitting.press(Bool.random(using: &random) ? "<" : "I")
            case 3:
                sitting.press("\\", .control("u"))
                if Bool.random(using: &random) { sitting.type(name) }
                sitting.press(.enter)
            default: sitting.wait(.milliseconds(Int.random(in: 1...3_000, using: &random)))
            }
            #expect(sitting.selected == selected, "\(random)")
        }
        sitting.wait(.seconds(2))
        #expect(sitting.selected == selected && selected.map(sitting.listed.contains) == true)
    }
}
