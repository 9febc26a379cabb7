import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What opens when, what is frozen, what is kept.
@Suite struct ViewingTests {
    // MARK: - What is refused

    @Test func `of what is refused the headline and the gauge tell one figure`() {
        var sitting = Sitting(size: Size(columns: 120, rows: 36))
        sitting.wait(.seconds(60))
        for _ in 0..<10 {
            for _ in 0..<12 { sitting.tell(.rejected(name: "a", .full)) }
            sitting.wait(.seconds(1))
        }
        #expect(sitting.screen.contains("12 submissions a second are refused"))
        let gauge = sitting.screen.split(separator: "\n").first { $0.contains("Refused") }
        #expect(gauge?.contains(" 12/s") == true)
        sitting.wait(.seconds(11))
        #expect(!sitting.screen.contains("are refused"))
        #expect(sitting.screen.split(separator: "\n").first { $0.contains("Refused") }?.contains(" 0/s") == true)
    }

    // MARK: - What to do

    @Test(arguments: [Size(columns: 80, rows: 20), Shot.small, Shot.large])
    func `what to do stands below what is wrong, in a line that is free while nothing is, so that no row moves`(size: Size) {
        var sitting = Sitting(size: size)
        sitting.run("work")
        sitting.wait(.milliseconds(100))
        func lines() -> [Substring] { sitting.screen.split(separator: "\n", omittingEmptySubsequences: false) }
        let row = lines().firstIndex { $0.contains("work ") && $0.hasPrefix(" >") }
        #expect(lines()[1].hasPrefix(" OK") && lines()[2].isEmpty)
        sitting.tell(.rejected(name: "work", .full))
        sitting.wait(.milliseconds(100))
        #expect(lines()[1].hasPrefix(" ! 1 submission"))
        #expect(lines()[2].hasPrefix("   Submit less"))
        #expect(row != nil && lines().firstIndex { $0.contains("work ") && $0.hasPrefix(" >") } == row)
    }

    private typealias Trouble = (
        culprit: String, advice: String, make: @Sendable (inout Sitting, BackgroundTaskID) -> Void
    )

    /// Trouble with long names in it, and the beginning of what to do about it.
    private static let troubles: [Trouble] = [
        (
            "generate-monthly-reports 1 has held a pool thread", "Await, yield, or slice the work",
            { sitting, id in
                let blocked = PoolStatus.BlockedThread(task: id, since: sitting.now)
                sitting.tell(.pools([PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [blocked])]))
                sitting.wait(.seconds(5))
            }
        ),
        (
            "generate-monthly-reports 1 has run for", "If it hangs, cancel it, and give what it calls a timeout",
            { sitting, _ in
                for _ in 0..<130 { sitting.wait(.seconds(1)) }
            }
        ),
        (
            "generate-monthly-reports failed 8 times out of 8",
            "Read its errors, and hold intake while what it calls is down.",
            { sitting, _ in
                for _ in 0..<8 {
                    sitting.end(sitting.run("generate-monthly-reports"), .failed, errorText: "the disk is full")
                }
                sitting.wait(.seconds(1))
            }
        ),
        (
            "1 submission was refused", "Submit less, run more at once, or queue more",
            { sitting, _ in
                sitting.tell(.rejected(name: "work", .full))
                sitting.wait(.seconds(5))
            }
        ),
    ]

    @Test(arguments: [Size(columns: 80, rows: 20), Shot.small, Size(columns: 100, rows: 24)], Self.troubles.indices)
    func `who it is, what to do, and where the rest stands can be read at once`(size: Size, trouble: Int) throws {
        let trouble = Self.troubles[trouble]
        var sitting = Sitting(size: size)
        let id = sitting.run("generate-monthly-reports")
        trouble.make(&sitting, id)
        for key in ["1", .end, .home] as [Key] {
            sitting.press(key)
            let lines = sitting.screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(3)
            #expect(lines[1].contains(trouble.culprit), "\(lines[1])")
            #expect(lines[2].hasPrefix("   " + trouble.advice) && !lines[2].contains("…"), "\(lines[2])")
            #expect((lines[1] + lines[2]).contains("w all"), "\(sitting.screen)")
        }
        try sitting.click("w all")
        #expect(sitting.model.tab == .warnings)
    }

    @Test func `where one line is all there is for it, a long sentence leaves room for what leads to the rest`() throws {
        var sitting = Sitting(size: Size(columns: 80, rows: 19))
        Self.troubles[2].make(&sitting, sitting.run("generate-monthly-reports"))
        let lines = sitting.screen.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[1].contains(Self.troubles[2].culprit) && lines[1].contains("… w all (1)"), "\(lines[1])")
        #expect(lines[2].hasPrefix(" Running"), "\(lines[2])")
    }

    // MARK: - Drain

    @Test(arguments: [[], ["?"], ["a"], ["/", "x"], ["3"], ["5"], [.enter], ["z"]] as [[Key]])
    func `a drain opens its view by itself, whatever was open`(keys: [Key]) {
        var sitting = Sitting()
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        for key in keys { sitting.press(key) }
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.viewPlace == .drain && sitting.model.overlay == nil && sitting.model.frozen == nil)
        #expect(sitting.screen.contains("HOLDING THE EXIT") && sitting.screen.contains("SIGTERM"))
    }

    @Test func `the view of a drain opens once, and can be gone back to`() {
        var sitting = Sitting()
        sitting.press("6")
        #expect(sitting.model.tab == .tasks)
        #expect(sitting.message.contains("No drain has begun"))
        sitting.enter(.draining)
        sitting.press(.escape)
        sitting.wait(.milliseconds(100))
        sitting.enter(.cancelling)
        #expect(sitting.model.tab == .tasks)
        sitting.press("6")
        #expect(sitting.model.tab == .drain)
    }

    @Test func `the worst holder is selected until somebody chooses another`() {
        var sitting = Sitting()
        for name in ["a", "b", "c"] { sitting.run(name) }
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        let first = sitting.model.focusedTask
        sitting.tell(.cancelRequested(3, rank: 2, CancellationRequest(cause: .handle, at: sitting.now)))
        sitting.tell(.warning(TaskWarning(id: 3, kind: .uncooperative, message: "runs on")))
        sitting.wait(.milliseconds(100))
        #expect(first != 3 && sitting.model.focusedTask == 3)
        sitting.press(.down)
        let chosen = sitting.model.focusedTask
        sitting.wait(.seconds(5))
        #expect(chosen != 3 && sitting.model.focusedTask == chosen)
    }

    // MARK: - Freezing

    @Test func `a frozen view stands still while the server goes on`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.wait(.milliseconds(100))
        sitting.press("z")
        sitting.run("b")
        sitting.end(id, .succeeded)
        sitting.wait(.seconds(5))
        #expect(sitting.screen.contains("FROZEN"))
        #expect(sitting.listed == [id])
        sitting.press(.down, .up, .enter)
        #expect(sitting.screen.contains("a 1   running"))
        sitting.press(.escape, "z")
        #expect(!sitting.screen.contains("FROZEN"))
        #expect(sitting.listed == [2])
    }

    @Test(arguments: [Shot.small, ScreenLayout.minimum])
    func `a frozen drain says what leads back to now`(size: Size) {
        var sitting = Sitting(size: size)
        sitting.run("a")
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.place == .drain)
        sitting.press("z")
        sitting.wait(.seconds(12))
        #expect(sitting.footer.contains("z back to now"))
        #expect(size != Shot.small || sitting.footer.contains("from 12.1 s ago") || sitting.footer.contains("from 12.0 s ago"))
        sitting.press("z")
        #expect(!sitting.footer.contains("back to now"))
    }

    @Test func `in a frozen view order and filter still change`() {
        var sitting = Sitting()
        sitting.run("b")
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        sitting.press("z", "I")
        #expect(sitting.listed == [2, 1])
        sitting.press("\\")
        sitting.type("b")
        sitting.press(.enter)
        #expect(sitting.listed == [1])
    }

    @Test(arguments: ["2", "3", "4", "5"] as [Key])
    func `a frozen view's other views show the same moment`(key: Key) {
        var sitting = Sitting()
        sitting.tell(.warning(TaskWarning(id: sitting.run("early"), kind: .uncooperative, message: "runs on")))
        sitting.tell(.log(LogLine(level: .info, label: "early", message: "")))
        sitting.wait(.milliseconds(100))
        sitting.press("z")
        sitting.run("late")
        sitting.tell(.log(LogLine(level: .info, label: "late", message: "")))
        sitting.wait(.seconds(1))
        sitting.press(key)
        #expect(sitting.screen.contains("early") && !sitting.screen.contains("late"))
    }

    // MARK: - Detail

    @Test func `the detail follows its task to its end`() {
        var sitting = Sitting()
        let id = sitting.run("resize-image", fields: [.init("from", "POST /images"), .init("user", "991")])
        sitting.wait(.seconds(2))
        sitting.press(.enter)
        for fact in ["resize-image 1", "running", "POST /images", "Shop/Routes.swift:12", "user 991"] {
            #expect(sitting.screen.contains(fact), "\(fact)")
        }
        sitting.end(id, .failed, errorText: "out of memory")
        sitting.wait(.seconds(1))
        #expect(sitting.screen.contains("failed: out of memory"))
    }

    @Test func `a task that has vanished leaves what was last known of it`() {
        var sitting = Sitting()
        let id = sitting.run("first")
        sitting.wait(.milliseconds(100))
        sitting.press(.enter)
        sitting.end(id, .succeeded)
        sitting.wait(.milliseconds(100))
        for _ in 0..<2_001 { sitting.end(sitting.run("more"), .succeeded) }
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.store.row(id) == nil)
        #expect(sitting.screen.contains("given up for newer ones") && sitting.screen.contains("first 1"))
    }

    @Test func `the neighbours of a task are those of its name`() {
        var sitting = Sitting()
        for name in ["a", "b", "a", "b", "a"] { sitting.run(name) }
        sitting.end(3, .succeeded)
        sitting.wait(.milliseconds(100))
        sitting.press(.enter, "]")
        #expect(sitting.model.detail?.id == 3)
        sitting.press("]")
        #expect(sitting.model.detail?.id == 5)
        sitting.press("]")
        #expect(sitting.message.contains("no newer task"))
        sitting.press("[", "[")
        #expect(sitting.model.detail?.id == 1)
    }

    @Test func `where a task's time went adds up`() {
        var sitting = Sitting()
        sitting.submit("a")
        sitting.wait(.milliseconds(250))
        sitting.tell(.started(1, rank: 1))
        sitting.wait(.milliseconds(750))
        sitting.press(.enter)
        #expect(sitting.screen.contains("Total    1,000ms = queued 250ms + running 750ms"))
    }

    @Test func `the screen can be saved, under the name of what is seen`() {
        var sitting = Sitting()
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        sitting.press("c", .enter, "c")
        #expect(sitting.effects == [.save(name: "bgtop-tasks"), .save(name: "bgtop-task-1")])
    }

    // MARK: - Names, warnings, log

    @Test func `a name leads to its tasks`() {
        var sitting = Sitting()
        sitting.run("a")
        sitting.run("b")
        sitting.wait(.milliseconds(100))
        sitting.press("2", .down, .enter)
        #expect(sitting.model.tab == .tasks)
        #expect(sitting.listed.count == 1)
        #expect(sitting.screen.contains("FILTER"))
    }

    @Test func `a warning leads to its task and says what to do`() {
        var sitting = Sitting()
        sitting.run("a")
        let id = sitting.run("b")
        sitting.tell(.warning(TaskWarning(id: id, kind: .uncooperative, message: "runs on")))
        sitting.wait(.milliseconds(100))
        sitting.press("w")
        #expect(sitting.screen.contains("ignores cancellation") && sitting.screen.contains("Check Task.isCancelled"))
        sitting.press(.enter)
        #expect(sitting.model.detail?.id == id)
    }

    @Test func `who comes to see what is wrong begins with the worst, and can read all of it at 80 columns`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 24))
        let late = sitting.run("a-task-with-rather-a-long-name")
        sitting.tell(.warning(TaskWarning(id: late, kind: .selfDeadlock, message: "is wrong")))
        sitting.wait(.milliseconds(100))
        // It was the worst until something worse came, which nobody has seen yet.
        let rule = sitting.model.warnings.cursor.selected
        #expect(rule != nil)
        let thread = PoolStatus.BlockedThread(task: late, since: sitting.model.shown.now)
        let pool = PoolStatus(
            pool: .library,
            width: 1,
            busy: 1,
            lag: .seconds(1),
            blockedThreads: [thread],
            blockedSince: sitting.model.shown.now
        )
        sitting.tell(.pools([pool]))
        sitting.wait(.milliseconds(100))
        sitting.press("4")
        #expect(sitting.model.warnings.selected?.id == sitting.model.warnings.rows.first?.id)
        #expect(sitting.model.warnings.selected?.id != rule)
        let words = sitting.screen.split { $0.isWhitespace }.joined(separator: " ")
        #expect(sitting.model.warnings.rows.allSatisfy { words.contains($0.summary) })
    }

    @Test func `the log holds what the application wrote, and stays with the newest line`() {
        var sitting = Sitting(size: Size(columns: 100, rows: 16))
        for number in 1...50 { sitting.tell(.log(LogLine(level: .info, label: "shop", message: "line \(number)."))) }
        _ = sitting.model.update(.output(line: "printed by somebody", isError: false))
        sitting.press("5")
        #expect(sitting.screen.contains("stdout") && sitting.screen.contains("printed by somebody"))
        sitting.press(.home)
        #expect(sitting.screen.contains("line 1."))
        sitting.tell(.log(LogLine(level: .error, label: "shop", message: "the newest")))
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("line 1.") && !sitting.screen.contains("the newest"))
        sitting.press("F")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("the newest"))
    }

    @Test func `a long line of the log can be read`() {
        var sitting = Sitting()
        let words = (1...24).map { "word\($0)" }.joined(separator: " ")
        sitting.tell(.log(LogLine(level: .info, label: "shop", message: words)))
        sitting.press("5")
        #expect(sitting.screen.contains("word1 word2") && sitting.screen.contains("word24"))
    }

    @Test func `a hostile name changes nothing around it`() {
        var sitting = Sitting()
        sitting.run("evil\u{1B}[2J\u{202E}\u{9B}31m\n" + String(repeating: "x", count: 1_000_000))
        sitting.wait(.milliseconds(100))
        for keys: [Key] in [[], [.enter], [.escape, "2"], ["3"], ["1", "x"]] {
            for key in keys { sitting.press(key) }
            let scalars = sitting.screen.unicodeScalars.filter { $0 != "\n" }
            #expect(
                scalars.allSatisfy { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
            )
        }
    }

    @Test(arguments: [
        (PoolStatus.Pool.library, "LIBRARY POOL BLOCKED"), (.global(priority: 21), "GLOBAL POOL BLOCKED"),
    ])
    func `the header names the pool that is blocked, whatever is open`(pool: PoolStatus.Pool, words: String) {
        var sitting = Sitting()
        sitting.run("a")
        sitting.tell(.pools([PoolStatus(pool: pool, width: 2, busy: 2, lag: .seconds(1), blockedSince: sitting.now)]))
        sitting.wait(.seconds(1))
        for key: Key in [.enter, .escape, "2", "3", "4", "5", "?"] {
            sitting.press(key)
            #expect(sitting.screen.contains(words), "after \(key.label)")
        }
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains(words))
        sitting.tell(.pools([PoolStatus(pool: pool, width: 2, busy: 0, lag: .zero)]))
        #expect(!sitting.screen.contains(words))
    }

    @Test(arguments: [ScreenLayout.minimum, Shot.small, Shot.large])
    func `what there is to say can be read together with the keys, and hides no selected row`(size: Size) {
        var sitting = Sitting(size: size)
        for _ in 0..<50 { sitting.run("a") }
        sitting.wait(.milliseconds(100))
        sitting.press(.end)
        let hints = sitting.footer
        sitting.press("d")
        #expect(sitting.message == "This key is bound to nothing, so that a slip drains nothing. D asks to drain.")
        #expect(sitting.footer == hints && hints.contains("Ctrl-C drain"))
        #expect(sitting.screen.contains("> ") && sitting.screen.contains(" 50 "))
        sitting.wait(.seconds(6))
        #expect(sitting.message.isEmpty && !sitting.screen.contains("bound to nothing"))
    }

    @Test(arguments: [ScreenLayout.minimum.columns, 60, 80, 100, 120]) func `the header says whose share of a processor it has`(
        columns: Int
    ) {
        var sitting = Sitting(size: Size(columns: columns, rows: 24))
        _ = sitting.model.update(.ownUsage(0.061))
        let header = sitting.screen.prefix { $0 != "\n" }
        #expect(header.contains("6.1%") == header.contains("cpu"))
        #expect(header.contains("6.1% cpu") == (columns >= 80), "\(header)")
        #expect(header.contains("lost 0") == (columns >= 60), "\(header)")
    }

    @Test func `events that were lost are counted in the header`() {
        var sitting = Sitting()
        sitting.tell(.gap(lost: 1_234))
        #expect(sitting.screen.contains("lost 1,234"))
    }

    @Test func `what never started was discarded by the shutdown, for whatever reason that was`() throws {
        var sitting = Sitting()
        let id = sitting.submit("a")
        sitting.enter(.cancelling)
        sitting.end(id, .discarded)
        let row = try #require(sitting.model.store.row(id))
        #expect(row.doing(in: sitting.model.store).text == "never started: discarded by the shutdown")
    }
}
