import Testing

@testable import BGTopDashboard

/// What `bgtop` shows that was asked for nothing in particular.
@Suite struct StartScreenTests {
    @Test(arguments: [
        ([Key.enter], StartScreen.Choice.demo), (["q"], .quit), ([.control("c")], .quit), (["i", .escape, .enter], .demo),
        (["x", "i", .enter, "q"], .quit), (["w"], .wait), ([], .quit),
    ])
    func `where there is nothing to watch the start screen says where it looked, and leads to the demo or out`(
        keys: [Key],
        choice: StartScreen.Choice
    ) {
        let terminal = ScriptedTerminal(keys.map { .after(.zero, [.key($0)]) })
        #expect(StartScreen.run(StartView(.init(places: ["/run/bgtop: not there"])), on: terminal) == choice)
        #expect(terminal.frames.first?.frame.text.contains("/run/bgtop: not there") == true)
    }

    @Test(arguments: [
        ([Key.enter], StartScreen.Choice.process("one")), ([.down, .enter], .process("two")),
        (["j", "j", "j", .enter], .process("three")),
        ([.up, .enter], .process("one")), ([.down, "i", .escape, .enter], .process("two")), (["d"], .demo),
        (["w", "q"], .quit),
    ])
    func `where there are several the start screen asks which`(keys: [Key], choice: StartScreen.Choice) {
        let terminal = ScriptedTerminal(keys.map { .after(.zero, [.key($0)]) })
        #expect(StartScreen.run(StartView(Self.offer("one", "two", "three")), on: terminal) == choice)
        #expect(terminal.frames.first?.frame.text.contains(" > one") == true)
    }

    @Test func `what can be watched comes and goes while the start screen asks, and Enter is for what was selected`() {
        var view = StartView()
        #expect(view.press(.enter) == .demo)
        view.take(Self.offer("one", "two"))
        #expect(view.press(.enter) == .process("one"))
        #expect(view.press(.down) == nil)
        view.take(Self.offer("new", "one", "two"))
        #expect(view.press(.enter) == .process("two"))
        view.take(Self.offer("new", "one"))
        #expect(view.press(.enter) == nil, "It was meant for none of these.")
        let text = view.frame(size: Shot.small, theme: Theme()).text
        #expect(text.contains("The process that was selected has ended.") && !text.contains("Enter"))
        #expect(view.press(.up) == nil)
        #expect(view.press(.enter) == .process("one"))
        view.take(Self.offer())
        #expect(view.press(.enter) == .demo)
    }

    @Test func `the start screen shows who has come without a key`() {
        var news = [nil, Self.offer("one")]
        let terminal = ScriptedTerminal([.after(.seconds(1), [.woken]), .after(.zero, [.key(.enter)])])
        #expect(StartScreen.run(StartView(), on: terminal, news: { news.removeFirst() }) == .process("one"))
        #expect(terminal.text.contains(" > one") && terminal.text.contains("1 process to watch"))
    }

    /// Processes of these names, by which they are chosen, too.
    private static func offer(_ names: String...) -> StartScreen.Offer {
        StartScreen.Offer(
            processes: names.map { .init(id: $0, summary: $0) }
        )
    }
}
