import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// Searching moves the cursor, in every list.
@Suite struct FindingTests {
    @Test func `searching moves to the next match as it is typed, and n and N go on`() {
        var sitting = Sitting.withSomeTasks()
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
        var sitting = Sitting.withSomeTasks()
        sitting.press(.down, "/")
        sitting.type("queued")
        #expect(sitting.selected == 4)
        sitting.press(.escape)
        #expect(sitting.selected == 2)
    }

    @Test func `an ID goes straight to its task, even if that is not listed`() {
        var sitting = Sitting.withSomeTasks()
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
        var sitting = Sitting.withSomeTasks()
        for tab: Key in ["1", "2", "3", "4", "5"] {
            sitting.press(tab, "n")
            #expect(sitting.message.contains("Nothing has been searched for"))
        }
    }

    @Test func `a search without a match says so and stays`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("/")
        sitting.type("zzz")
        #expect(sitting.footer.contains("no match"))
        sitting.press(.enter)
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message.contains("Nothing listed has \"zzz\""))
        sitting.press("n")
        #expect(sitting.message.contains("Nothing listed has \"zzz\""))
        #expect(sitting.selected == 1)
        sitting.press(.down)
        #expect(sitting.message.isEmpty)
    }

    @Test func `text is edited with Backspace, Ctrl-W and Ctrl-U`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.type("emailx")
        sitting.press(.backspace)
        #expect(sitting.listed == [1, 3])
        sitting.type(" invite ")
        #expect(sitting.listed == [3])
        sitting.press(.control("w"))
        #expect(sitting.footer.contains("Filter: email ") && sitting.listed == [1, 3])
        sitting.press(.control("u"))
        #expect(sitting.listed.count == 4)
    }

    @Test func `of a paste the first line goes into the text`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("\\")
        sitting.paste("email\nx\ny\n")
        #expect(sitting.model.tasks.filter.text == "email")
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `the count of hits is told while a search is typed, and by n and N`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("/")
        sitting.type("charge")
        #expect(sitting.footer.contains("1 of 2"))
        sitting.press(.enter)
        #expect(sitting.message.contains("\"charge\": 1 of 2"))
        sitting.press("n")
        #expect(sitting.message.contains("\"charge\": 2 of 2"))
        sitting.press("n")
        #expect(sitting.message.contains("\"charge\": 1 of 2"))
        sitting.press("N")
        #expect(sitting.message.contains("\"charge\": 2 of 2"))
    }

    @Test func `a search looks at what a task is doing`() {
        var sitting = Sitting.withSomeTasks()
        sitting.sample(3, nodes: [sitting.node(1, "smtp 25")])
        sitting.askToStop(2, .person(Requester("x at the server", user: "zoe")))
        sitting.wait(.milliseconds(100))
        for (text, id) in [("smtp", 3), ("25", 3), ("zoe", 2)] as [(String, BackgroundTaskID)] {
            sitting.press(.home, "/")
            sitting.type(text)
            #expect(sitting.selected == id, "\(text)")
            sitting.press(.enter)
        }
    }

    @Test func `names are searched`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("2", "/")
        sitting.type("mail")
        #expect(sitting.model.names.cursor.selected == "send-email" && sitting.footer.contains("1 of 1"))
        sitting.press(.escape)
        sitting.press("/")
        sitting.type("4")
        sitting.press(.enter)
        #expect(sitting.model.detail?.id == 4, "An ID goes straight to its task from anywhere.")
    }

    @Test func `the tree is searched, parts included, and an ID unfolds what it is folded away in`() {
        var sitting = Sitting()
        sitting.run("parent")
        sitting.run("child", submitter: 1)
        sitting.sample(2, nodes: [sitting.node(1, "upload")])
        sitting.run("child")
        sitting.wait(.milliseconds(100))
        sitting.press("3", "/")
        sitting.type("upload")
        // The task is in that part, which is what it is doing; and the part has the name.
        #expect(sitting.footer.contains("1 of 2"))
        sitting.press(.enter, "n")
        #expect(sitting.model.tree.cursor.selected == .node(2, 1))
        sitting.press("/")
        sitting.type("child")
        sitting.press(.enter)
        #expect(sitting.model.tree.cursor.selected == .task(3))
        sitting.press("*", "n")
        #expect(sitting.model.tree.cursor.selected == .task(3) && sitting.message.contains("1 of 1"))
        sitting.press("/")
        sitting.type("upload")
        sitting.press(.enter)
        #expect(sitting.message.contains("What is folded away is not looked through"))
        sitting.press("/")
        sitting.type("2")
        sitting.press(.enter)
        #expect(sitting.model.tree.cursor.selected == .task(2))
    }

    @Test func `the log is searched, and follows again where a search leads to its end`() {
        var sitting = Sitting.withALog()
        #expect(sitting.model.log.isFollowing)
        sitting.press("/")
        sitting.type("declined")
        #expect(sitting.model.log.selected?.task == 2 && !sitting.model.log.isFollowing)
        sitting.press(.escape)
        #expect(sitting.model.log.isFollowing)
        sitting.press("/")
        sitting.type("2")
        sitting.press(.enter)
        #expect(sitting.model.detail == nil && sitting.message.contains("\"2\": "))
    }

    @Test func `while a search is typed, its count and its place are those of the list as it goes on`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("/")
        sitting.type("charge")
        #expect(sitting.footer.contains("1 of 2") && sitting.selected == 2)
        sitting.run("charge-card")
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.footer.contains("1 of 3") && sitting.selected == 2)
        sitting.end(4, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(sitting.footer.contains("1 of 2") && sitting.selected == 2)
        // What was found is gone: the cursor goes on to the next, and not to what has come into its place.
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(sitting.footer.contains("1 of 1") && sitting.selected == 5)
        // To wait for a match holds no row in place.
        sitting.end(5, .succeeded)
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.footer.contains("no match") && !sitting.footer.contains(" of ") && sitting.selected == 3)
        sitting.run("charge-card")
        sitting.wait(.milliseconds(100))
        #expect(sitting.footer.contains("1 of 1") && !sitting.footer.contains("no match") && sitting.selected == 6)
        sitting.press(.escape)
        #expect(sitting.listed == [1, 3, 6])
    }

    @Test func `while a search is typed, its cursor stands on what has the text, or no hit is shown`() {
        var sitting = Sitting()
        var random = SeededGenerator(seed: 5)
        var live: [BackgroundTaskID] = []
        for _ in 0..<4 { live.append(sitting.run(["export", "charge", "mail"].randomElement(using: &random) ?? "")) }
        sitting.wait(.milliseconds(100))
        sitting.press("/")
        sitting.type("export")
        var hops = 0
        for _ in 0..<400 {
            if live.count < 8 { live.append(sitting.run(["export", "charge", "mail"].randomElement(using: &random) ?? "")) }
            let before = sitting.selected
            for _ in 0..<Int.random(in: 0..<3, using: &random) {
                guard let index = live.indices.randomElement(using: &random) else { break }
                sitting.end(live.remove(at: index), .succeeded)
            }
            sitting.wait(.milliseconds(Int64.random(in: 50..<700, using: &random)))
            hops += sitting.selected == before ? 0 : 1
            let names = sitting.listed.map { sitting.model.store.row($0)?.task.name }
            let hits = names.filter { $0 == "export" }.count
            let selected = sitting.selected.flatMap { sitting.listed.firstIndex(of: $0) }
            if let selected, hits > 0 {
                let place = names[...selected].filter { $0 == "export" }.count
                #expect(names[selected] == "export" && sitting.footer.contains(" \(place) of \(hits) "), "\(sitting.screen)")
            } else {
                #expect(sitting.footer.contains("no match"), "\(sitting.screen)")
            }
        }
        #expect(hops > 20)
    }

    @Test func `that something was found is told no longer than the cursor stands on it`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("/")
        sitting.type("charge")
        sitting.press(.enter)
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.message.contains("1 of 2") && sitting.selected == 2)
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(sitting.message.isEmpty && sitting.selected == 3)
        // Taken at the moment at which what was found has ended, it is the next one that is taken.
        sitting.press("/")
        sitting.type("mail")
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.selected == 3)
        sitting.end(3, .succeeded)
        sitting.press(.enter)
        #expect(sitting.message.contains("1 of 1") && sitting.selected == 1)
    }

    @Test func `a search in the log stays on what it has found while new lines come, and Esc leads back to the newest`() {
        var sitting = Sitting.withALog()
        sitting.press("/")
        sitting.type("retrying")
        let found = sitting.model.log.selected
        #expect(sitting.footer.contains("1 of 1"))
        for _ in 0..<3 {
            sitting.tell(.log(LogLine(level: .info, label: "http", message: "GET /health 200")))
            sitting.wait(.milliseconds(100))
        }
        #expect(sitting.model.log.selected == found && sitting.footer.contains("1 of 1"))
        sitting.tell(.log(LogLine(level: .warning, label: "stderr", message: "retrying")))
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.log.selected == found && sitting.footer.contains("1 of 2"))
        sitting.press(.escape)
        #expect(sitting.model.log.isFollowing && sitting.model.log.selected == sitting.model.log.entries.last)
    }

    @Test func `names, the tree and warnings are searched on as they go on`() {
        var sitting = Sitting.withSomeTasks()
        sitting.press("2", "/")
        sitting.type("resize")
        #expect(sitting.footer.contains("no match"))
        sitting.run("resize-image")
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.footer.contains("1 of 1") && sitting.model.names.cursor.selected == "resize-image")
        sitting.press(.escape, "3", "/")
        sitting.type("charge")
        #expect(sitting.footer.contains("1 of 2") && sitting.model.tree.cursor.selected == .task(2))
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.footer.contains("1 of 1") && sitting.model.tree.cursor.selected == .task(4))
        sitting.press(.escape, "4", "/")
        sitting.type("held")
        #expect(sitting.footer.contains("no match"))
        let blocked = PoolStatus.BlockedThread(task: 3, since: sitting.now)
        sitting.tell(.pools([PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [blocked])]))
        sitting.wait(.seconds(3))
        #expect(sitting.footer.contains("1 of 1") && sitting.model.warnings.selected?.task == 3)
    }

    @Test func `warnings and what holds an exit are searched`() {
        var sitting = Sitting.withSomeTasks()
        let blocked = PoolStatus.BlockedThread(task: 3, since: sitting.now)
        sitting.tell(.pools([PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [blocked])]))
        sitting.wait(.seconds(3))
        sitting.press("4", "/")
        sitting.type("send-email 3")
        #expect(sitting.footer.contains("1 of 1") && sitting.model.warnings.selected?.task == 3, "\(sitting.screen)")
        sitting.press(.escape)
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        sitting.press("/")
        sitting.type("invite")
        #expect(sitting.model.holders.cursor.selected == 3)
        sitting.press(.enter, "/")
        sitting.type("2")
        sitting.press(.enter)
        #expect(sitting.model.holders.cursor.selected == 2)
    }
}
