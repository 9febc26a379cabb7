import TestSupport
import Testing

@testable import BGTopDashboard

extension `The screen` {
    @Test(arguments: Shot.all)
    func `in every view of an application that means harm, only sequences of our own are sent`(shot: Shot) throws {
        // Each view in another of the themes, besides: what they differ in is not up to the application.
        let number = try #require(Shot.all.firstIndex { $0.view == shot.view })
        let looks = [
            (Shot.small, Theme()), (Shot.small, Looks.ascii), (ScreenLayout.minimum, Theme()),
            (Shot.huge, Shot.themes[number % Shot.themes.count]),
        ]
        for (size, theme) in looks {
            var screen = try TerminalScreen(
                term: "xterm-256color",
                size: size,
                isUTF8: theme.glyphs == .unicode,
                options: TerminalOptions(color: .always)
            )
            // From nothing, and what is different in an honest one.
            for shot in [shot.spoiled, shot] {
                let bytes = screen.update(to: shot.frame(size: size, theme: theme))
                #expect(OwnSequences.foreign(in: bytes) == [], "\(size) \(theme)")
                #expect(theme.glyphs == .unicode || bytes.allSatisfy { $0 < 0x80 })
            }
            #expect(OwnSequences.foreign(in: screen.leave()) == [])
        }
    }

    @Test(arguments: ["xterm", "tmux-256color", "screen", "linux", "vt100"])
    func `so it is on other terminals`(term: String) throws {
        var screen = try TerminalScreen(
            term: term,
            size: Shot.small,
            isUTF8: true,
            options: TerminalOptions(color: .always, mouse: true)
        )
        for shot in Shot.all {
            #expect(OwnSequences.foreign(in: screen.update(to: shot.spoiled.frame(size: Shot.small))) == [], "\(shot)")
        }
        #expect(OwnSequences.foreign(in: screen.leave()) == [])
    }

    @Test(arguments: (HostileText.openings + [HostileText.megabyte]).map { LegibleText($0) })
    func `what is typed, printed or said of the terminal sends nothing else either`(typed: LegibleText) throws {
        let text = typed.text
        for keys: [Key] in [["/"], ["\\"], ["a", "l"], ["5"], ["?"]] {
            var screen = try self.screen()
            screen.resize(to: Shot.small)
            var sitting = Sitting(size: Shot.small)
            sitting.run("a")
            for key in keys { sitting.press(key) }
            sitting.paste(text)
            sitting.press(.enter)
            for isError in [false, true] { _ = sitting.model.update(.output(line: text, isError: isError)) }
            _ = sitting.model.update(.report(text, .refused))
            let frame = render(sitting.model, size: Shot.small, theme: Theme())
            #expect(OwnSequences.foreign(in: screen.update(to: frame)) == [], "\(keys.map(\.label))")
        }
    }
}

@Suite struct `The strict reading of what is sent` {
    private static let before = "\u{1B}[1;2Hab\u{1B}[0;1;38;5;208m"
    private static let after = "\u{1B}[K\r\n"

    @Test(arguments: HostileText.attacks.map { LegibleText($0) })
    func `finds every attack in the midst of what is allowed`(attack: LegibleText) {
        #expect(OwnSequences.foreign(in: Self.before + attack.text + Self.after) != [])
    }

    @Test(arguments: HostileText.oddities.map { LegibleText($0) })
    func `takes text for text, however odd`(odd: LegibleText) {
        #expect(OwnSequences.foreign(in: Self.before + odd.text + Self.after) == [])
    }

    @Test(
        arguments: [
            "\u{1B}", "\u{1B}[", "\u{1B}[1", "\u{1B}[?9h", "\u{1B}[38;2;1;2;3m", "\u{1B}[8m", "\u{1B}[5n", "\u{1B}[1t",
            "\u{1B}(0",
            "\u{1B}[99999C", "\u{1B}#8", "\u{1B}N",
        ] as [LegibleText]
    )
    func `knows no sequence that it was not told`(sequence: LegibleText) {
        #expect(OwnSequences.foreign(in: sequence.text).count == 1)
    }

    @Test func `takes no bytes for text that are none`() {
        #expect(OwnSequences.foreign(in: [0x61, 0x9B, 0x6D]) != [])
    }
}
