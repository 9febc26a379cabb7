import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Nothing changes the server without a question, and nothing at all where that is not allowed.
@Suite struct ServerActionTests {
    private static let chaos = HostAction(id: .init(rawValue: "hang"), title: "Chaos", summary: "Adds a task that hangs.")

    /// Three tasks run, the first is selected.
    private func sitting(_ viewer: Viewer = Scene.viewer) -> Sitting {
        var sitting = Sitting(viewer: viewer, hostActions: [Self.chaos])
        for name in ["a", "b", "c"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
        return sitting
    }

    private func asked(_ key: String, by user: String? = "ann") -> Requester {
        Requester("\(key) at the server", user: user)
    }

    @Test func `x asks, naming task, process, pid and user, and cancels on y`() {
        var sitting = self.sitting()
        sitting.press("x")
        #expect(sitting.takeEffects().isEmpty)
        for fact in ["Cancel a 1?", "shop", "77", "build7", "svc", "ann"] { #expect(sitting.screen.contains(fact), "\(fact)") }
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.cancel([1]), by: self.asked("x"))])
        #expect(sitting.model.overlay == nil)
    }

    @Test func `who asks from another terminal is not said to be at the server's`() {
        var sitting = self.sitting(Scene.attached)
        sitting.press("x", "y")
        let requester = Requester("x in bgtop", user: Scene.attached.user, processID: Scene.attached.processID)
        #expect(sitting.takeEffects() == [.perform(.cancel([1]), by: requester)])
    }

    @Test(arguments: [[.enter], [.escape], ["n"], ["N"], [.right, .right, .enter], ["z", "n"]] as [[Key]])
    func `the answer is No unless somebody says otherwise`(keys: [Key]) {
        var sitting = self.sitting()
        sitting.press("D")
        for key in keys { sitting.press(key) }
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.model.overlay == nil)
    }

    @Test func `the answer can be chosen with the arrows`() {
        var sitting = self.sitting()
        sitting.press("D", .left, .enter)
        #expect(sitting.takeEffects() == [.perform(.drain, by: self.asked("D"))])
    }

    @Test func `a question is about what was selected when it was asked`() {
        var sitting = self.sitting()
        sitting.press("x")
        sitting.end(1, .succeeded)
        sitting.wait(.seconds(2))
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.cancel([1]), by: self.asked("x"))])
    }

    @Test func `cancelling the tagged is about those that were tagged when it was asked`() {
        var sitting = self.sitting()
        sitting.press(" ", " ", "a", "X")
        #expect(sitting.dialog?.title == "Cancel 2 tasks?")
        sitting.run("d")
        sitting.wait(.seconds(2))
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.cancel([1, 2]), by: self.asked("a X"))])
        #expect(sitting.model.tasks.tags.isEmpty)
    }

    @Test func `the menu opens at the first entry that can be chosen`() {
        var sitting = self.sitting()
        sitting.press("a")
        #expect(sitting.model.overlay == .menu(selected: 0))
        sitting.press(.escape, "2", "a")
        let first = sitting.model.menuEntries.firstIndex { $0.objection == nil }
        #expect(first.map { $0 > 0 } == true, "No task is selected among the names.")
        #expect(sitting.model.overlay == first.map { .menu(selected: $0) })
    }

    @Test func `D while draining asks to cancel what is left`() {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.press("D")
        #expect(sitting.dialog?.title == "Cancel what is left now?")
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.force, by: self.asked("D"))])
        sitting.enter(.cancelling)
        sitting.press("D")
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message.contains("asked to stop already"))
    }

    @Test(arguments: ["D", "q"] as [Key])
    func `a question tells what is so while it is looked at, not what was when it was asked`(key: Key) {
        var sitting = self.sitting()
        sitting.press(key)
        #expect(sitting.consequences.contains { $0.contains("3 running and 0 queued tasks") })
        sitting.end(1, .succeeded)
        sitting.submit("d")
        #expect(sitting.consequences.contains { $0.contains("2 running and 1 queued task go") })
        #expect(sitting.screen.contains("2 running and 1 queued"))
    }

    @Test func `what has been asked to stop is not asked again, and the time left is what is left of it`() {
        var sitting = self.sitting()
        sitting.askToStop(1)
        sitting.enter(.draining)
        sitting.press("D")
        let before = sitting.consequences.first ?? ""
        #expect(before.contains("2 running ones asked to stop, instead of in"))
        #expect(before.hasSuffix("1 has been asked already."))
        sitting.wait(.seconds(1))
        #expect(sitting.consequences.first != before, "A second less is left.")
    }

    @Test(arguments: [DrainStatus.Phase.cancelling, .stopped])
    func `the question whether to cancel the rest is withdrawn when there is nothing left to ask`(phase: DrainStatus.Phase) {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.press("D", .right)
        sitting.enter(phase)
        #expect(sitting.dialog == nil)
        #expect(sitting.message.contains("The grace period is over."))
        sitting.press(.enter)
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `the end of the grace period withdraws no other question`() {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        sitting.press("x")
        let question = sitting.dialog
        sitting.enter(.cancelling)
        #expect(question != nil && sitting.dialog == question)
    }

    @Test(arguments: [
        (Character("h"), TaskCommand.holdIntake), ("D", .drain), ("1", .host(Self.chaos.id)),
    ])
    func `the menu reaches what has no key of its own`(key: Character, command: TaskCommand) {
        var sitting = self.sitting()
        sitting.press("a", .character(key))
        #expect(sitting.dialog != nil)
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(command, by: self.asked("a \(key)"))])
    }

    private static let pauses = ["a", "b"].map { (name: String) in
        HostAction(id: .init(rawValue: "pause \(name)"), title: "Pause \(name)", summary: "It pauses.", taskName: name)
    }

    private static func offered(in sitting: Sitting) -> [String] {
        sitting.model.menuEntries.map(\.title).filter { $0.hasPrefix("Pause") || $0 == "Chaos" }
    }

    @Test func `what is about the tasks of one name is offered on a task of it, and first`() {
        var sitting = Sitting(hostActions: [Self.chaos] + Self.pauses)
        #expect(Self.offered(in: sitting) == ["Chaos"], "Nothing is selected.")
        for name in ["a", "b", "c"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
        #expect(Self.offered(in: sitting) == ["Pause a", "Chaos"])
        sitting.press(.down)
        #expect(Self.offered(in: sitting) == ["Pause b", "Chaos"])
        sitting.press(.enter)
        #expect(Self.offered(in: sitting) == ["Pause b", "Chaos"], "Inside of it as well.")
        sitting.press(.escape, .down)
        #expect(Self.offered(in: sitting) == ["Chaos"], "Nothing is about that.")
        sitting.press(.up, "a", "1", "y")
        #expect(sitting.takeEffects() == [.perform(.host(Self.pauses[1].id), by: self.asked("a 1"))])
    }

    @Test func `what is about the tasks of one name is offered on the name, too`() throws {
        var sitting = Sitting(hostActions: Self.pauses)
        for name in ["a", "b"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
        sitting.press("2")
        let selected = try #require(sitting.model.names.cursor.selected)
        #expect(Self.offered(in: sitting) == ["Pause \(selected)"])
        sitting.press(.down)
        #expect(Self.offered(in: sitting) == ["Pause \(selected == "a" ? "b" : "a")"])
    }

    @Test func `who may change nothing is told so there as well`() {
        var sitting = Sitting(viewer: Viewer(isReadOnly: true), hostActions: Self.pauses)
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        sitting.press("a")
        #expect(sitting.model.overlay == nil && sitting.message.contains("read-only"))
        #expect(sitting.model.menuEntries.allSatisfy { $0.objection != nil })
    }

    @Test func `what the application asks stands below the headline until it has been done`() {
        var sitting = Sitting(hostActions: [Self.chaos] + Self.pauses)
        sitting.model.assignment = "Which of them should pause?"
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        let row = { (sitting: Sitting) in
            sitting.screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("Which of them") }
        }
        #expect(row(sitting) == 3)
        let tell = { (sitting: inout Sitting, action: HostAction, wasRefused: Bool) in
            let entry = AuditEntry(
                requester: self.asked("a 1"),
                command: .host(action.id),
                result: "so",
                wasRefused: wasRefused
            )
            sitting.tell(.audit(entry))
        }
        tell(&sitting, Self.pauses[1], true)
        tell(&sitting, Self.chaos, false)
        #expect(row(sitting) == 3, "A refusal does not do it, nor what is about no name.")
        tell(&sitting, Self.pauses[0], false)
        #expect(row(sitting) == nil)
    }

    @Test func `an answer of several sentences stays as long as it takes to read, and is seen as a whole`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 24), hostActions: Self.pauses)
        let words = (1...44).map { "word\($0)" }.joined(separator: " ")
        let entry = AuditEntry(requester: self.asked("a 1"), command: .host(Self.pauses[0].id), result: words)
        sitting.tell(.audit(entry))
        sitting.wait(.seconds(12))
        for word in ["pause a: word1 ", "word44"] { #expect(sitting.screen.contains(word), "\(word)") }
        sitting.wait(.seconds(30))
        #expect(!sitting.screen.contains("word44"))
    }

    @Test func `no key stands twice in the menu, whatever the phase`() {
        var sitting = self.sitting()
        for phase: DrainStatus.Phase in [.accepting, .draining, .cancelling, .stopped] {
            if phase != .accepting { sitting.enter(phase) }
            let keys = sitting.model.menuEntries.compactMap(\.key)
            #expect(Set(keys).count == keys.count && keys.contains("D"), "\(phase)")
        }
    }

    @Test(
        arguments: [["x"], ["D"], ["q"], [.control("z")], ["a", "h"], ["a", "l", "2", .enter], [" ", " ", "a", "X"]] as [[Key]]
    )
    func `at the smallest size a question can be read, and how to answer it`(keys: [Key]) {
        var sitting = self.sitting()
        _ = sitting.model.update(.resize(ScreenLayout.minimum))
        for key in keys { sitting.press(key) }
        guard let dialog = sitting.dialog else {
            Issue.record("Nothing was asked.")
            return
        }
        #expect(sitting.screen.contains("\(dialog.question)   y  Yes   [N] No"))
        #expect(sitting.screen.contains(dialog.title))
        // What is said of it is said as a whole, from the beginning; and there is room for all that will happen.
        let words = sitting.screen.split { !$0.isLetter && !$0.isNumber && !",.'-".contains($0) }.joined(separator: " ")
        for line in sitting.consequences.prefix(while: { !$0.isEmpty }) {
            #expect(words.contains(line.filter { $0 != ":" && $0 != ";" }), "\(line)\n\(sitting.screen)")
        }
        sitting.press("w")
        #expect(sitting.screen.contains("[N] No") && sitting.message == "w does nothing here. y is yes; n and Esc are no.")
    }

    @Test func `a key that came with the one that asked is no answer`() {
        for key: Key in ["y", "Y", .left, .enter] {
            var sitting = self.sitting()
            sitting.press("D")
            #expect(sitting.model.update(.key(key, isBlind: true)).isEmpty)
            #expect(sitting.dialog?.isYesSelected == false)
            #expect(sitting.message.contains("\(key.label) came too soon after the question"))
            sitting.press("y")
            #expect(sitting.takeEffects() == [.perform(.drain, by: self.asked("D"))])
        }
    }

    @Test func `under a question nothing looks selected`() {
        for key: Key in ["D", "x", "a"] {
            var sitting = self.sitting()
            sitting.press(key)
            let frame = render(sitting.model, size: sitting.model.size, theme: Theme())
            for row in 1..<(frame.size.rows - 1) {
                let edges = [frame.row(row).first, frame.row(row).last].compactMap(\.self)
                #expect(edges.allSatisfy { $0.style == Style(attributes: .dim) }, "row \(row) under \(key.label)")
            }
        }
    }

    @Test func `the menu is walked through with the arrows as well`() {
        var sitting = self.sitting()
        sitting.press("a", .down, .down, .down, .enter)
        #expect(sitting.dialog?.title == "Hold intake?")
    }

    @Test func `a menu that has no room for all says so, and goes along with the selection`() {
        let actions = (1...5).map { HostAction(id: .init(rawValue: "\($0)"), title: "Chaos \($0)", summary: "It is.") }
        var sitting = Sitting(size: ScreenLayout.minimum, hostActions: actions)
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        sitting.press("a")
        #expect(sitting.screen.contains("Act on the server, 1 to 7 of 12"))
        #expect(sitting.footer.contains("Enter choose") && sitting.footer.contains("Esc back"))
        for _ in 0..<8 { sitting.press(.down) }
        #expect(sitting.screen.contains("Act on the server, 3 to 9 of 12"))
        #expect(sitting.screen.contains("> 2  Chaos 2"))
        for _ in 0..<7 { sitting.press(.down) }
        #expect(sitting.screen.contains("Act on the server, 6 to 12 of 12"))
        #expect(sitting.screen.contains("> 5  Chaos 5"))
        var large = Sitting(hostActions: actions)
        large.press("a")
        #expect(large.screen.contains(" Act on the server ") && large.screen.contains("Chaos 5"))
    }

    @Test func `intake that is held can be resumed, and the other way round`() {
        var sitting = self.sitting()
        sitting.press("a", "r")
        #expect(sitting.message.contains("not held"))
        sitting.press(.escape)
        sitting.tell(.capacityChanged(Capacity(maximumRunning: 8, maximumQueued: 16, isIntakeHeld: true)))
        #expect(sitting.screen.contains("INTAKE HELD"))
        sitting.press("a", "h")
        #expect(sitting.message.contains("held already"))
        sitting.press("r", "y")
        #expect(sitting.takeEffects() == [.perform(.resumeIntake, by: self.asked("a r"))])
    }

    @Test func `the running limit is typed, checked and asked about`() {
        var sitting = self.sitting()
        sitting.press("a", "l")
        sitting.type("0")
        sitting.press(.enter)
        #expect(sitting.footer.contains("a number from 1 to 1,000,000"))
        sitting.press(.backspace)
        sitting.type("2")
        sitting.press(.enter)
        #expect(sitting.dialog?.title == "Let 2 run at once?")
        #expect(sitting.screen.contains("3 run now"))
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.setMaximumRunning(2), by: self.asked("a l"))])
    }

    @Test(arguments: ["0", "1000001", "99999999999999999999", "-3", "1,000", "many", ""])
    func `a limit that nobody can mean is refused in place, and can be mended`(typed: String) {
        var sitting = self.sitting()
        sitting.press("a", "l")
        sitting.type(typed)
        sitting.press(.enter)
        #expect(sitting.footer.contains("a number from 1 to 1,000,000"))
        #expect(sitting.footer.contains("How many may run at once (now 8): \(typed)"))
        #expect(sitting.dialog == nil)
        sitting.press(.control("u"))
        sitting.type("1000000")
        #expect(!sitting.footer.contains("a number"))
        sitting.press(.enter)
        #expect(sitting.dialog?.title == "Let 1,000,000 run at once?")
    }

    @Test func `what cannot be cancelled says why`() {
        var sitting = Sitting()
        sitting.press("x")
        #expect(sitting.message.contains("No task is selected"))
        sitting.run("a")
        sitting.end(1, .failed)
        sitting.wait(.milliseconds(100))
        sitting.press("x")
        #expect(sitting.message.contains("a 1 has ended: failed"))
    }

    @Test func `what came of an action is shown, and stands in the log`() {
        var sitting = self.sitting()
        let entry = AuditEntry(requester: self.asked("x"), command: .cancel([1]), result: "1 task has been asked to stop")
        sitting.tell(.audit(entry))
        #expect(sitting.message.contains("cancel 1: 1 task has been asked to stop"))
        sitting.wait(.seconds(10))
        #expect(!sitting.message.contains("cancel 1"))
        sitting.press("5")
        #expect(sitting.screen.contains("cancel 1: 1 task has been asked to stop") && sitting.screen.contains("(ann)"))
    }

    @Test func `an action that the library has logged as well stands in the log once`() {
        var sitting = self.sitting()
        sitting.tell(.audit(AuditEntry(requester: self.asked("D"), command: .drain, result: "the shutdown has begun")))
        sitting.tell(.log(LogLine(level: .notice, label: "background", message: "drain: the shutdown has begun")))
        sitting.tell(.log(LogLine(level: .notice, label: "background", message: "something else")))
        sitting.press("5")
        let lines = sitting.screen.split(separator: "\n")
        #expect(lines.count { $0.contains("the shutdown has begun") && !$0.contains("Ctrl-C") } == 1)
        #expect(lines.contains { $0.contains("something else") })
    }
}
