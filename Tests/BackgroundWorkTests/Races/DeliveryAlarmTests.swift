import Testing

@testable import BackgroundWork

/// The alarm and the end of what it watches come from two threads; every order of their steps, on one.
@Suite(.timeLimit(.minutes(30)))
struct DeliveryAlarmTests {
    let alarm = DeliveryAlarm()

    @Test func `a delivery that ends in time is told of by nobody`() {
        self.alarm.end { Issue.record("lowered") }
        self.alarm.ring(raise: { Issue.record("raised") }, lower: { Issue.record("lowered") })
    }

    @Test func `one that ends after the alarm is told of twice`() {
        var told: [String] = []
        self.alarm.ring(raise: { told.append("raised") }, lower: { told.append("lowered by the alarm") })
        self.alarm.end { told.append("lowered by the end") }
        #expect(told == ["raised", "lowered by the end"])
    }

    @Test func `that it is over is told once, however often it is said`() {
        var told: [String] = []
        self.alarm.ring(raise: { told.append("raised") }, lower: { told.append("lowered by the alarm") })
        self.alarm.end { told.append("lowered by the end") }
        self.alarm.end { told.append("lowered again") }
        #expect(told == ["raised", "lowered by the end"])
    }

    @Test func `one that ends while the alarm is being told is not lowered before it is raised`() {
        var told: [String] = []
        self.alarm.ring(
            raise: {
                self.alarm.end { told.append("lowered by the end") }
                told.append("raised")
            },
            lower: { told.append("lowered by the alarm") }
        )
        #expect(told == ["raised", "lowered by the alarm"])
    }
}
