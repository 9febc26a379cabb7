import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Somebody who watches a recording, and what he can do with it.
@Suite struct PlayingTests {
    private static let beginning = TaskInstant(nanoseconds: 1_000_000_000)

    /// After ten seconds of a recording.
    private func sitting(
        at seconds: Double = 10,
        of length: Double = 100,
        speed: Double = 1,
        isPaused: Bool = false,
        ending: String? = nil,
        size: Size = Size(columns: 100, rows: 24)
    ) -> Sitting {
        var sitting = Sitting(viewer: Scene.recorded, size: size)
        sitting.run("send-email")
        sitting.wait(Self.beginning + .seconds(seconds) - sitting.now)
        let status = PlaybackStatus(
            beginning: Self.beginning,
            end: Self.beginning + .seconds(length),
            speed: speed,
            isPaused: isPaused,
            ending: ending
        )
        _ = sitting.model.update(.playback(status))
        return sitting
    }

    private func header(_ sitting: Sitting) -> String {
        sitting.screen.split(separator: "\n").first.map(String.init) ?? ""
    }

    // MARK: - Keys

    @Test(
        arguments: [
            (",", .step(.previous)), (".", .step(.next)), ("(", .move(by: .seconds(-10))), (")", .move(by: .seconds(10))),
            ("{", .move(by: .seconds(-60))), ("}", .move(by: .seconds(60))), ("s", .slower), ("S", .faster),
            ("b", .seekToBeginning), ("e", .seekToEnd), ("p", .pause), (" ", .pause), ("z", .pause),
        ] as [(Key, PlaybackCommand)]
    )
    func `each key asks the player for one thing`(key: Key, command: PlaybackCommand) {
        var sitting = self.sitting()
        sitting.press(key)
        #expect(sitting.takeEffects() == [.play(command)])
        #expect(sitting.model.frozen == nil && sitting.model.tasks.tags.isEmpty)
    }

    @Test(arguments: ["p", " ", "z"] as [Key])
    func `what pauses plays on where it is paused, and the last line says so`(key: Key) {
        var sitting = self.sitting(isPaused: true)
        #expect(sitting.footer.contains(" p play ") && !self.sitting().footer.contains(" p play "))
        sitting.press(key)
        #expect(sitting.takeEffects() == [.play(.resume)])
    }

    @Test(
        arguments: [
            ("1:30", .seek(to: Self.beginning + .seconds(90))), ("90", .seek(to: Self.beginning + .seconds(90))),
            ("2m", .seek(to: Self.beginning + .seconds(120))), ("1:00:00", .seek(to: Self.beginning + .seconds(3_600))),
            ("+ 10s", .move(by: .seconds(10))), ("-1:00", .move(by: .seconds(-60))), ("+0.5", .move(by: .milliseconds(500))),
        ] as [(String, PlaybackCommand)]
    )
    func `a time can be typed`(text: String, command: PlaybackCommand) {
        var sitting = self.sitting()
        sitting.press(":")
        #expect(sitting.footer.contains("To which time:"))
        sitting.type(text)
        sitting.press(.enter)
        #expect(sitting.takeEffects() == [.play(command)])
        #expect(sitting.model.overlay == nil)
    }

    @Test(arguments: ["", "soon", "-", "+-1", "1:2:3:4", "1e99", "inf"])
    func `what is no time is told how one is written`(text: String) {
        var sitting = self.sitting()
        sitting.press(":")
        sitting.type(text)
        sitting.press(.enter)
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.footer.contains("such as 1:30, 90s, +10s, -1m"))
        sitting.press(.escape)
        #expect(sitting.model.overlay == nil)
    }

    @Test func `no key means two things in one place`() {
        for place in Place.allCases {
            var seen: Set<Key> = []
            for binding in Keymap.playing where binding.places.contains(place) {
                for key in binding.keys {
                    #expect(seen.insert(key).inserted, "\(key.label)")
                    // What it does elsewhere has no place here.
                    let other = Keymap.binding(for: key, at: place)
                    #expect(other.map { $0.intent.isActing || $0.intent == .toggleFreeze } ?? true, "\(key.label)")
                }
            }
        }
    }

    @Test func `the help has these keys while a recording is played, and only then`() {
        let size = Size(columns: 80, rows: 1_000)
        var (recorded, attached) = (self.sitting(size: size), Sitting(viewer: Scene.attached, size: size))
        recorded.press("?")
        attached.press("?")
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" }.map(String.init) }
        let (help, other) = (words(recorded.screen).joined(separator: " "), words(attached.screen).joined(separator: " "))
        for binding in Keymap.playing {
            let entry = (binding.keys.map(\.label) + words(binding.help)).joined(separator: " ")
            #expect(help.contains(entry) && !other.contains(entry), "\(entry)")
        }
        for help in ["act: a menu", "cancel this task", "drain: shut down", "tag all", "freeze this view"] {
            #expect(!recorded.screen.contains(help) && attached.screen.contains(help), "\(help)")
        }
    }

    @Test func `they do nothing where a process is watched`() {
        var sitting = Sitting(viewer: Scene.attached)
        for key: Key in [",", ".", "(", ")", "{", "}", "s", "S", "b", "e", "p", ":"] {
            sitting.press(key)
            #expect(sitting.takeEffects().isEmpty)
            #expect(sitting.message.contains("does nothing here"), "\(key.label)")
        }
    }

    // MARK: - What cannot be done

    @Test func `what acts on a process is not offered, and says that this is a recording`() {
        var sitting = self.sitting(size: Size(columns: 200, rows: 50))
        for hint in ["act...", "cancel", "D drain", "tag", "freeze"] { #expect(!sitting.footer.contains(hint), "\(hint)") }
        for key: Key in ["a", "x", .function(9), "D", "T", "U"] {
            sitting.press(key)
            #expect(sitting.model.overlay == nil)
            #expect(sitting.message == "This is a recording: what happened cannot be changed.", "\(key.label)")
        }
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.model.menuEntries.allSatisfy { $0.objection?.contains("recording") == true })
    }

    @Test(arguments: ["q", .control("c")] as [Key])
    func `to leave it is to quit, and nothing is asked`(key: Key) {
        var sitting = self.sitting()
        #expect(sitting.footer.contains("Ctrl-C quit"))
        sitting.press(key)
        #expect(sitting.takeEffects() == [.leave(.quit)])
    }

    @Test func `the report of a shutdown does not end it`() {
        var sitting = self.sitting()
        sitting.enter(.stopped)
        sitting.tell(.stopped(SimulatedServer.report))
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `at the end there is nothing to go on to, and what leads back is named`() {
        var sitting = self.sitting(at: 100, ending: Playback.end)
        for key: Key in [".", ")", "}", "e"] {
            sitting.press(key)
            #expect(sitting.message == "There is nothing after this: the recording is at its end.")
        }
        sitting.press("p")
        #expect(sitting.message == "The recording is at its end: b goes to its beginning.")
        #expect(sitting.takeEffects().isEmpty && !sitting.footer.contains("p pause"))
        sitting.press(",", "(", "{", "b")
        #expect(sitting.takeEffects().count == 4)
    }

    @Test func `at the beginning there is nothing to go back to`() {
        var sitting = Sitting(viewer: Scene.recorded)
        _ = sitting.model.update(.playback(PlaybackStatus(beginning: sitting.now, end: sitting.now + .seconds(9))))
        for key: Key in [",", "(", "{", "b"] {
            sitting.press(key)
            #expect(sitting.message == "There is nothing before this: the recording is at its beginning.")
        }
        sitting.press(".", ")", "}", "e")
        #expect(sitting.takeEffects().count == 4)
    }

    @Test func `no speed is beyond the last`() {
        var (slow, fast) = (self.sitting(speed: 0.25), self.sitting(speed: 64))
        slow.press("s")
        #expect(slow.message == "It is not played slower than 0.25x.")
        fast.press("S")
        #expect(fast.message == "It is not played faster than 64x.")
        #expect(slow.takeEffects().isEmpty && fast.takeEffects().isEmpty)
    }

    // MARK: - What is seen

    @Test(arguments: [
        (40, " REC ", "0:10 2x"), (80, " RECORDED ", "0:10 of 1:40  2x"), (120, " RECORDED ", "0:10 of 1:40  2x"),
    ])
    func `the top line says that it is a recording, where in it this is, and how fast it goes`(
        columns: Int,
        badge: String,
        position: String
    ) {
        let sitting = self.sitting(speed: 2, size: Size(columns: columns, rows: 24))
        #expect(self.header(sitting).contains(badge) && self.header(sitting).contains(position), "\(self.header(sitting))")
        #expect(self.header(sitting).contains(" ACCEPTING "))
    }

    @Test func `a step can be seen while it is paused`() {
        let sitting = self.sitting(at: 10.25, of: 7_263, speed: 0.25, isPaused: true)
        #expect(self.header(sitting).contains("0:10.250 of 2:01:03  0.25x  paused"))
    }

    @Test(arguments: [(40, "0:10 seeking"), (80, "0:10 of 1:40  2x  seeking")])
    func `that it is on its way to where it is played can be seen, with where it has come to`(columns: Int, position: String) {
        var sitting = self.sitting(speed: 2, size: Size(columns: columns, rows: 24))
        let status = PlaybackStatus(
            beginning: Self.beginning,
            end: Self.beginning + .seconds(100),
            speed: 2,
            isPaused: true,
            isBehind: true
        )
        _ = sitting.model.update(.playback(status))
        #expect(self.header(sitting).contains(position), "\(self.header(sitting))")
    }

    @Test func `where there is least room the position is the last to go`() {
        let sitting = self.sitting(at: 3_723, of: 36_000, size: Size(columns: 40, rows: 10))
        #expect(self.header(sitting).contains("1:02:03 1x"), "\(self.header(sitting))")
    }

    @Test func `that it ends is said for as long as it stands there, and if it was cut short`() {
        var sitting = self.sitting(at: 100, ending: Playback.cut)
        #expect(sitting.screen.contains(Playback.cut) && sitting.screen.contains("not in it."))
        // The last picture is what was true then: nothing has become of what lived.
        #expect(sitting.screen.contains("1 live") && !sitting.screen.contains("ENDED"))
        sitting.press(.enter)
        #expect(sitting.screen.contains("The recording ends here"))
        _ = sitting.model.update(.playback(PlaybackStatus(beginning: Self.beginning, end: sitting.now + .seconds(1))))
        #expect(!sitting.screen.contains("The recording ends here"))
    }
}
