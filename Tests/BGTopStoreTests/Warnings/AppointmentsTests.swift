import BackgroundWorkEvents
import Testing

@testable import BGTopStore

struct AppointmentsTests {
    private let start = TaskInstant(nanoseconds: -3_000_000_000)

    @Test func `each is due once its time has come, and no sooner`() {
        var appointments = Appointments(interval: .milliseconds(100))
        for number in 1...50 {
            appointments.insert(BackgroundTaskID(rawValue: UInt64(number)), at: self.start + .milliseconds(number * 70))
        }
        var seen: Set<BackgroundTaskID> = []
        for tick in 0...40 {
            let now = self.start + .milliseconds(tick * 100)
            while let id = appointments.popDue(at: now) {
                #expect(self.start + .milliseconds(Int(id.rawValue) * 70) <= now)
                seen.insert(id)
            }
            let due = (1...50).filter { $0 * 70 < tick * 100 }
            #expect(seen.count == due.count)
        }
        #expect(seen.count == 50)
    }

    @Test func `nobody has two, and who has been seen may have another`() {
        var appointments = Appointments(interval: .milliseconds(100))
        appointments.insert(7, at: self.start + .seconds(1))
        appointments.insert(7, at: self.start)
        #expect(appointments.popDue(at: self.start + .milliseconds(900)) == nil)
        #expect(appointments.popDue(at: self.start + .milliseconds(1_100)) == 7)
        #expect(appointments.popDue(at: self.start + .seconds(60)) == nil)
        appointments.insert(7, at: self.start)
        #expect(appointments.popDue(at: self.start + .seconds(60)) == 7)
    }
}
