import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// A recording is wound back: nothing that the dashboard keeps is of a time that has not come.
@Suite struct RewindingTests {
    private static let early = TaskInstant(nanoseconds: 2_000_000_000)

    /// After a hundred seconds of a recording.
    private func sitting() -> Sitting {
        var sitting = Sitting(viewer: Scene.recorded)
        sitting.wait(.seconds(99))
        for name in ["send-email", "charge-card", "send-email"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
        return sitting
    }

    private func work(_ sitting: inout Sitting) {
        for name in ["send-email", "charge-card"] { sitting.run(name) }
    }

    @Test func `the view of a shutdown is left where none has begun, and opens again when it does`() {
        var sitting = self.sitting()
        sitting.enter(.draining)
        #expect(sitting.model.tab == .drain)
        sitting.rewind(to: Self.early, self.work)
        #expect(sitting.model.tab == .tasks && sitting.listed == [1, 2])
        #expect(!sitting.screen.contains("6 Drain"))
        sitting.wait(.seconds(1))
        sitting.enter(.draining)
        #expect(sitting.model.tab == .drain)
    }

    @Test func `who looks at something else in a shutdown goes on doing so when he steps back in it`() {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.press("1", .enter)
        sitting.rewind(to: Self.early) { past in
            self.work(&past)
            past.enter(.draining)
        }
        #expect(sitting.model.tab == .tasks && sitting.model.detail?.id == 1)
        sitting.press(.escape, "6")
        sitting.rewind(to: Self.early) { past in
            self.work(&past)
            past.enter(.draining)
        }
        #expect(sitting.model.tab == .drain && sitting.model.holders.count == 2)
    }

    @Test(arguments: ["1", "2", "3", "4", "6"] as [Key])
    func `no row is held in place until the moment comes again`(key: Key) {
        var sitting = self.sitting()
        sitting.tell(.warning(TaskWarning(id: 1, kind: .uncooperative, message: "runs on")))
        sitting.enter(.draining)
        sitting.press(key)
        sitting.wait(.milliseconds(100))
        sitting.press(.down)
        sitting.rewind(to: Self.early) { past in
            past.run("other")
            past.tell(.warning(TaskWarning(id: 1, kind: .selfDeadlock, message: "waits for itself")))
            past.enter(.draining)
        }
        sitting.wait(.milliseconds(100))
        switch key {
        case "1": #expect(sitting.listed == [1])
        case "2": #expect(sitting.model.names.rows.map(\.name) == ["other"])
        case "3": #expect(sitting.model.tree.entries.map(\.id) == [.task(1)])
        case "4": #expect(sitting.model.warnings.count == 1 && sitting.model.warnings.rows[0].rule != "ignores cancellation")
        default: #expect(sitting.model.holders.holders.map(\.row.task.name) == ["other"])
        }
    }

    @Test func `a task that has not been submitted yet is not there, and is again when it is`() {
        var sitting = self.sitting()
        sitting.press(.down, .down, .enter)
        #expect(sitting.screen.contains("send-email 3   running"))
        sitting.rewind(to: Self.early, self.work)
        #expect(sitting.screen.contains("Task 3 is not there at this moment of the recording"))
        sitting.run("send-email")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("send-email 3   running"))
    }

    @Test func `how the watched task used threads is seen anew, from its beginning where that is passed`() throws {
        var sitting = self.sitting()
        sitting.sample(1, activity: sitting.activity(.running))
        #expect(sitting.model.watched?.readings.isEmpty == false)
        sitting.rewind(to: Self.early) { past in
            past.submit("send-email")
            past.start(1)
        }
        sitting.wait(.seconds(1))
        sitting.sample(1, activity: sitting.activity(.waiting, onThread: .milliseconds(300), waiting: .milliseconds(700)))
        let readings = try #require(sitting.model.watched?.readings)
        #expect(readings.map(\.at) == [Self.early, Self.early + .seconds(1)])
    }

    @Test func `the log is followed again, whatever line was selected`() {
        var sitting = self.sitting()
        let line = { (text: String) in TaskEvent.Kind.log(LogLine(level: .info, label: "shop", message: text)) }
        for number in 1...9 { sitting.tell(line("late \(number)")) }
        sitting.press("5")
        sitting.wait(.milliseconds(100))
        sitting.press(.up, .up)
        sitting.rewind(to: Self.early) { $0.tell(line("early")) }
        #expect(sitting.model.log.selected.map(\.content) == sitting.model.log.entries.last.map(\.content))
        #expect(sitting.screen.contains("early") && !sitting.screen.contains("late"))
    }

    @Test func `what is told of the past once more is no news, nor is what has long passed by on the way`() {
        let entry = AuditEntry(requester: Requester("a h"), command: .holdIntake, result: "held")
        var sitting = self.sitting()
        sitting.rewind(to: Self.early) { $0.tell(.audit(entry)) }
        #expect(sitting.message.isEmpty)
        sitting.skip { future in
            future.tell(.audit(entry))
            future.wait(.seconds(30))
            future.run("late")
        }
        #expect(sitting.message.isEmpty)
        sitting.skip { future in
            future.tell(.audit(entry))
            future.wait(.seconds(2))
            future.run("later")
        }
        #expect(sitting.message == entry.sentence)
    }

    @Test func `nor is what one of many portions ends with, on the way to where it is played`() {
        let entry = AuditEntry(requester: Requester("a h"), command: .holdIntake, result: "held")
        var sitting = self.sitting()
        let now = sitting.now
        for isBehind in [true, false] {
            _ = sitting.model.update(.playback(PlaybackStatus(beginning: Self.early, end: now, isBehind: isBehind)))
            sitting.tell(.audit(entry))
            #expect(sitting.message == (isBehind ? "" : entry.sentence))
        }
    }

    @Test func `of two processes that followed one another the first is not gone before it has ended`() {
        var sitting = self.sitting()
        sitting.interrupt("The pipe broke.")
        sitting.begin(78)
        sitting.press("O")
        #expect(sitting.model.isShowingPredecessor)
        sitting.rewind(to: Self.early, self.work)
        #expect(!sitting.model.isShowingPredecessor && sitting.model.predecessor == nil)
        #expect(sitting.screen.contains(" ACCEPTING "))
    }
}
