import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Filtering hides rows, from the first character that is typed.
@Suite struct FilteringTests {
    @Test(arguments: [
        ("email", [1, 3]), ("EMAIL", [1, 3]), ("queued", [4]), ("/orders", [2]), ("ann", [2]), ("user", [2]), ("3", [3]),
        ("!email", [2, 4]), ("!", [1, 2, 3, 4]), ("nothing like it", []),
    ])
    func `a filter finds text in the name, the state, the ID and the fields`(text: String, ids: [UInt64]) {
        var sitting = Sitting.withSomeTasks()
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
        #expect(sitting.footer.contains("no match") == ids.isEmpty)
        if let id = ids.first { #expect(sitting.selected == id) }
        sitting.press(.escape, "\\")
        sitting.type(word)
        #expect(sitting.listed == ids)
    }

    @Test func `Esc brings the earlier filter back`() {
        var sitting = Sitting.withSomeTasks()
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
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type("email")
        sitting.press(.enter, .escape)
        #expect(sitting.listed.count == 4)
    }

    @Test func `a filter is kept up as tasks come`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type("email")
        sitting.press(.enter)
        sitting.run("send-email")
        sitting.run("charge-card")
        sitting.wait(.milliseconds(100))
        #expect(sitting.listed == [1, 3, 5])
    }

    /// What is listed after each character.
    private func listed(whileTyping text: String, _ sitting: inout Sitting) -> [[BackgroundTaskID]] {
        sitting.press("\\")
        return text.map { character in
            sitting.press(.character(character))
            return sitting.listed
        }
    }

    @Test func `nothing is hidden by the name of a field, and nothing is wrong, while it is typed`() {
        var sitting = Sitting()
        for _ in 0..<3 { sitting.run("x") }
        sitting.submit("x")
        sitting.wait(.milliseconds(100))
        let all: [BackgroundTaskID] = [1, 2, 3, 4]
        sitting.press("\\")
        for character in "state=queue" {
            sitting.press(.character(character))
            #expect(sitting.listed == all && sitting.footer.contains("4 of 4"), "\(sitting.footer)")
            #expect(sitting.model.prompt?.objection == nil)
        }
        #expect(sitting.screen.contains("state is one of queued, running, ready"))
        sitting.type("d")
        #expect(sitting.listed == [4] && sitting.footer.contains("1 of 4") && sitting.model.prompt?.hint == nil)
    }

    @Test func `whoever types nothing yet sees how it is done, and how much there is`() {
        var sitting = Sitting.withALog()
        sitting.press("\\")
        #expect(sitting.footer.contains("such as level>=warning  label~http  task=10107") && sitting.footer.contains("4 of 4"))
        sitting.press(.escape, "1", "\\")
        #expect(sitting.footer.contains("such as state=waiting,ready  name~mail  age>1s") && sitting.footer.contains("4 of 4"))
        for columns in [40, 60, 80] {
            _ = sitting.model.update(.resize(Size(columns: columns, rows: 24)))
            #expect(sitting.footer.contains("4 of 4"), "\(sitting.footer)")
        }
    }

    @Test func `the fields that a name may become are shown`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type("email sta")
        #expect(sitting.footer.contains("state=waiting,ready"))
        #expect(sitting.listed == [1, 3] && sitting.model.tasks.filter.text == "email")
        sitting.press(.enter)
        #expect(sitting.listed.isEmpty && sitting.model.tasks.filter.text == "email sta", "Who takes it means the text.")
    }

    @Test func `text that is in something listed is text, whatever else it may become`() {
        var sitting = Sitting()
        sitting.run("rename-file")
        sitting.run("other")
        sitting.wait(.milliseconds(100))
        #expect(self.listed(whileTyping: "name", &sitting).last == [1])
        #expect(sitting.model.prompt?.hint == nil)
    }

    @Test(arguments: [
        ("age>soon", "age is a time, such as 200ms, 1.5s, 5m or 2h"),
        ("state=foo", "cancelled, timed-out, discarded, end-lost"),
        ("busy>x", "busy>50%"),
    ])
    func `what cannot be understood is said in place, and the last good filter stays`(text: String, sentence: String) {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type("email \(text)")
        #expect(sitting.listed == [1, 3])
        #expect(sitting.screen.contains("2 of 4"))
        // Of a sentence that takes two lines the end is looked for.
        #expect(sitting.screen.contains(sentence), "\(sitting.screen)")
        sitting.press(.enter)
        #expect(sitting.model.prompt?.text == "email \(text)")
        #expect(sitting.screen.contains(sentence))
        #expect(sitting.listed == [1, 3])
        sitting.press(.escape)
        #expect(sitting.listed.count == 4 && sitting.model.overlay == nil)
    }

    @Test(arguments: [("age>1", "age is a time"), ("name~", "after name~ comes the text"), ("\"POST", "a quote is open")])
    func `Enter on what is not finished keeps the prompt open and says what is missing`(text: String, sentence: String) {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type(text)
        #expect(sitting.model.prompt?.objection == nil)
        sitting.press(.enter)
        #expect(sitting.model.prompt?.objection?.contains(sentence) == true)
        #expect(sitting.listed.count == 4)
        sitting.type("s")
        #expect(sitting.model.prompt?.objection == nil)
    }

    @Test func `a field that nothing has is a slip, and is called one`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type("nmae=x")
        #expect(sitting.footer.contains("no task has a field nmae") && sitting.footer.contains("0 of 4"))
        sitting.press(.enter)
        #expect(sitting.screen.contains("Nothing matches the filter. No task has a field nmae. Esc takes it away."))
        sitting.press("\\", .control("u"))
        sitting.type("user=x")
        #expect(sitting.footer.contains("0 of 4") && !sitting.footer.contains("no task has"))
    }

    @Test func `the active filter and its hits stand over the list`() {
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)] {
            var sitting = Sitting.withSomeTasks()
            _ = sitting.model.update(.resize(size))
            sitting.press("\\")
            sitting.type("name~email age<1h")
            sitting.press(.enter)
            let hits = size.columns == 80 ? "2 of 4" : "2 of 4 live, 0 that did not succeed"
            #expect(sitting.screen.contains("\(hits)  FILTER name~email"), "\(sitting.screen)")
        }
    }

    @Test func `Enter on a name lists its tasks and no others`() {
        var sitting = Sitting()
        sitting.run("mail")
        sitting.run("mail-merge")
        sitting.run("say \"hi\" now")
        sitting.wait(.milliseconds(100))
        sitting.press("2")
        for (row, name) in sitting.model.names.rows.map(\.name).enumerated() {
            sitting.press("2", .home)
            for _ in 0..<row { sitting.press(.down) }
            sitting.press(.enter)
            #expect(sitting.listed.compactMap { sitting.model.store.row($0)?.task.name } == [name])
        }
    }

    @Test func `Enter on names that are counted together says that no filter finds them`() {
        var sitting = Sitting(store: TaskStore(retention: Retention(names: 1)))
        for name in ["mail", "thumbnail", "invoice"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
        // That of which most runs stands first.
        sitting.press("2", .home)
        #expect(sitting.model.names.cursor.selected == NameSummary.otherNames)
        sitting.press(.enter)
        #expect(sitting.message.contains("counted together, since there are more than 1 name"))
        #expect(sitting.model.tab == .names && !sitting.model.hasFilter)
    }

    @Test(
        arguments: [
            ("level>=warning", 2), ("level=error", 1), ("level<warning", 2), ("!level=info", 3), ("label~std", 1),
            ("task=2", 1),
            ("by~ann", 1), ("declined", 1), ("!health", 3), ("asked", 1), ("card !level=error", 0), ("level>=wa", 4), ("", 4),
        ]
    )
    func `the log is filtered by level, logger, task and text`(text: String, count: Int) {
        var sitting = Sitting.withALog()
        sitting.press("\\")
        sitting.type(text)
        #expect(sitting.model.log.count == count)
        #expect(sitting.footer.contains("\(count) of 4"))
    }

    @Test func `a filter of the log stays while lines come, says what it leaves, and goes with Esc`() {
        var sitting = Sitting.withALog()
        sitting.press("\\")
        sitting.type("level>=warning")
        sitting.press(.enter)
        sitting.tell(.log(LogLine(level: .info, label: "http", message: "GET / 200")))
        sitting.tell(.log(LogLine(level: .critical, label: "shop", message: "no money")))
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("3 of 6  FILTER level>=warning"))
        #expect(sitting.screen.contains("no money") && !sitting.screen.contains("GET /"))
        #expect(sitting.model.tasks.filter.isEmpty, "The tasks have one of their own.")
        sitting.press(.escape)
        #expect(sitting.model.tab == .log && sitting.model.log.count == 6)
        sitting.press(.escape)
        #expect(sitting.model.tab == .tasks)
    }

    @Test func `a field that the log has not got is refused, with those that it has`() {
        var sitting = Sitting.withALog()
        sitting.press("\\")
        sitting.type("name~x")
        #expect(sitting.screen.contains("there is no field name here, but level, label, task, by"))
        sitting.press(.enter)
        #expect(sitting.model.prompt?.objection?.contains("there is no field name") == true)
        sitting.press(.escape)
        #expect(sitting.model.log.count == 4)
    }
}
