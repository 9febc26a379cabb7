import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What the dashboard says of tasks that ended so long ago that their rows have been given up for newer ones.
@Suite struct ForgettingTests {
    /// Somebody who remembers two tasks that succeeded.
    private func sitting() -> Sitting {
        var sitting = Sitting(size: Shot.large)
        let store = TaskStore(retention: Retention(succeededRows: 2))
        sitting.model = Model(viewer: Scene.viewer, size: Shot.large, store: store)
        return sitting
    }

    @Test func `a detail lives, says how its task ended, and stays as a tombstone when its row is gone`() {
        var sitting = self.sitting()
        let id = sitting.run("first")
        sitting.wait(.seconds(1))
        sitting.press(.enter)
        #expect(sitting.screen.contains("first \(id)   running"))
        sitting.sample(id, annotations: [.init("page", "7")])
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("page 7"))
        sitting.end(id, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("first \(id)   succeeded"))
        #expect(!sitting.screen.contains("given up for newer ones"))
        for _ in 0..<2 { sitting.end(sitting.run("next"), .succeeded) }
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("This task's row has been given up for newer ones."))
        #expect(sitting.screen.contains("first \(id)   succeeded") && sitting.screen.contains("page 7"))
    }

    @Test func `how many of all that ended are listed is said`() {
        var sitting = self.sitting()
        for _ in 0..<5 { sitting.end(sitting.run("work"), .succeeded) }
        sitting.press("f")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("0 live, 2 of 5 ended"))
    }
}
