import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Here is where all of a warning can be read: what is wrong, and what to do.
@Suite struct WarningsViewTests {
    private func sitting(size: Size, warnings: Int) -> Sitting {
        var sitting = Sitting(size: size)
        let kinds: [TaskWarning.Kind] = [.uncooperative, .selfDeadlock]
        for kind in kinds.prefix(warnings) {
            let message = "was asked to stop 12 s ago, and runs on as if nobody had asked it to"
            sitting.tell(.warning(TaskWarning(id: sitting.run("export-report"), kind: kind, message: message)))
        }
        sitting.press("4")
        sitting.wait(.milliseconds(100))
        return sitting
    }

    private func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" || $0 == ">" || $0 == "!" } }

    @Test(
        arguments: [Size(columns: 40, rows: 14), Size(columns: 50, rows: 18), Size(columns: 60, rows: 16), Shot.small],
        1...2
    )
    func `the selected one is shown whole where there is room for it, be it as narrow as it may`(size: Size, count: Int) throws
    {
        var sitting = self.sitting(size: size, warnings: count)
        for _ in 0..<count {
            let selected = try #require(sitting.model.warnings.selected)
            let shown = self.words(sitting.screen).joined(separator: " ")
            #expect(shown.contains(self.words(selected.summary).joined(separator: " ")))
            #expect(shown.contains(self.words(selected.advice).joined(separator: " ")))
            sitting.press(.down)
        }
    }

    @Test func `where not all are seen it says which of how many the selected one is`() {
        var sitting = self.sitting(size: Size(columns: 40, rows: 14), warnings: 2)
        #expect(sitting.screen.contains("1/2"))
        sitting.press(.down)
        #expect(sitting.screen.contains("2/2"))
        #expect(!self.sitting(size: Size(columns: 40, rows: 14), warnings: 1).screen.contains("1/1"))
    }
}
