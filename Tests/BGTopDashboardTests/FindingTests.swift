import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Searching moves the cursor, filtering hides rows.
@Suite struct FindingTests {
    private func sitting() -> Sitting {
        var sitting = Sitting()
        sitting.run("send-email", fields: [.init("from", "POST /signup")])
        sitting.run("charge-card", fields: [.init("from", "POST /orders"), .init("user", "Ann")])
        sitting.run("send-email", fields: [.init("from", "GET /invite")])
        sitting.submit("charge-card")
        sitting.wait(.milliseconds(100))
        return sitting
    }

    @Test(arguments: [
        ("email", [1, 3]), ("EMAIL", [1, 3]), ("queued", [4]), ("/orders", [2]), ("ann", [2]), ("user", [2]), ("3", [3]),
        ("!email", [2, 4]), ("!", [1, 2, 3, 4]), ("nothing like it", []),
    ])
    func `a filter finds text in the name, the state, the ID and the fields`(text: String, ids: [UInt64]) {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type(text)
        #expect(sitting.listed == ids.map(BackgroundTaskID.init(rawValue:)))
        #expect(sitting.footer.contains("\(ids.count) of 4"))
        sitting.press(.enter)
        #expect(sitting.listed.count == ids.count)
    }

    /// Waits, is ready, keeps a thread, was asked to stop, failed; and one in the queue.
    private func inEveryState() -> Sitting {
        var sitting = Sitting()
        for name in ["a", "b", "c", "d", "e"] { sitting.run(name) }
        sitting.submit("f")
        for (id, state) in [(1, .waiting), (2, .ready), (3, .running)] as [(BackgroundTaskID, TaskActivity.State)] {
            sitting.sample(id, activity: TaskActivity(state: state, since: sitting.now))
        }
        let blocked = PoolStatus.BlockedThread(task: 3, since: sitting.now)
        sitting.tell(.pools([PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [blocked])]))
        sitting.askToStop(4)
        sitting.end(5, .failed)
        sitting.wait(.milliseconds(100))
        return sitting
    }

    @Test(
        arguments: [
            ("waiting", [1]), ("ready", [2]), ("blocking", [3]), ("cancelling", [4]), ("failed", [5]), ("queued", [6]),
            ("running", []),
        ] as [(String, [BackgroundTaskID])]
    )
    func `a state is found by the word that the table has for it`(word: String, ids: [BackgroundTaskID]) {
        var sitting = self.inEveryState()
        for id in ids {
            let row = sitting.screen.split(separator: "\n").first { $0.contains(" \(id)  ") }
            #expect(row?.contains(word) == true, "\(sitting.screen)")
        }
        sitting.press("/")
        sitting.type(word)
        #expect(sitting.message.isEmpty == !ids.isEmpty)
        if let id = ids.first { #expect(sitting.selected == id) }
        sitting.press(.escape, "\\")
        sitting.type(word)
        #expect(sitting.listed == ids)
    }

    @Test func `Esc brings the earlier filter back`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("email")
        sitting.press(.enter, "\\")
        sitting.type("zzz")
        #expect(sitting.listed.isEmpty)
        sitting.press(.escape)
        #expect(sitting.model.tasks.filter.text == "email")
        #expect(sitting.listed == [1, 3])
    }

    @Test func `Esc in the table takes the filter away`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("email")
        sitting.press(.enter, .escape)
        #expect(sitting.listed.count == 4)
    }

    @Test func `a filter is kept up as tasks come`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("email")
        sitting.press(.enter)
        sitting.run("send-email")
        sitting.run("charge-card")
        sitting.wait(.milliseconds(100))
        #expect(sitting.listed == [1, 3, 5])
    }

    @Test func `searching moves to the next match as it is typed, and n and N go on`() {
        var sitting = self.sitting()
        sitting.press("/")
        sitting.type("charge")
        #expect(sitting.selected == 2)
        sitting.press(.enter, "n")
        #expect(sitting.selected == 4)
        sitting.press("n")
        #expect(sitting.selected == 2)
        sitting.press("N")
        #expect(sitting.selected == 4)
        #expect(sitting.listed.count == 4)
    }

    @Test func `Esc goes back to where the search began`() {
        var sitting = self.sitting()
        sitting.press(.down, "/")
        sitting.type("queued")
        #expect(sitting.selected == 4)
        sitting.press(.escape)
        #expect(sitting.selected == 2)
    }

    @Test func `an ID goes straight to its task, even if that is not listed`() {
        var sitting = self.sitting()
        sitting.press("/")
        sitting.type("3")
        sitting.press(.enter)
        #expect(sitting.selected == 3)
        sitting.end(1, .succeeded)
        sitting.wait(.milliseconds(1_100))
        sitting.press("/")
        sitting.type("1")
        sitting.press(.enter)
        #expect(sitting.model.detail?.id == 1)
    }

    @Test func `n without a search says what is missing`() {
        var sitting = self.sitting()
        sitting.press("n")
        #expect(sitting.message.contains("Nothing has been searched for"))
    }

    @Test func `a search without a match says so and stays`() {
        var sitting = self.sitting()
        sitting.press("/")
        sitting.type("zzz")
        #expect(sitting.message.contains("Nothing listed matches"))
        sitting.press(.enter)
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message.contains("Nothing listed matches \"zzz\""))
        #expect(sitting.selected == 1)
        sitting.press(.down)
        #expect(sitting.message.isEmpty)
    }

    @Test func `text is edited with Backspace and Ctrl-U`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("emailx")
        sitting.press(.backspace)
        #expect(sitting.listed == [1, 3])
        sitting.press(.control("u"))
        #expect(sitting.listed.count == 4)
    }

    @Test func `of a paste the first line goes into the text`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.paste("email\nx\ny\n")
        #expect(sitting.model.tasks.filter.text == "email")
        #expect(sitting.takeEffects().isEmpty)
    }
}
