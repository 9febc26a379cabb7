import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What the drain cockpit says of the tasks that hold the exit.
@Suite struct DrainTests {
    @Test func `a task that times out is not said to finish, nor is there an end that nobody knows`() {
        var sitting = Sitting(size: Size(columns: 120, rows: 36))
        sitting.run("a", timeout: .seconds(5))
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("1 times out"))
        #expect(sitting.screen.contains("times out  100%"))
        #expect(sitting.screen.contains("likely empty in 4.9 s"))
        sitting.run("b")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("1 unknown"))
        #expect(sitting.screen.contains("empty in 4.8 s at the earliest"))
        #expect(!sitting.screen.contains("likely"))
    }
}
