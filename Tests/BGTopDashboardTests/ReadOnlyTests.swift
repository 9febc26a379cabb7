import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// With `--read-only` nothing reaches the server, whatever is pressed.
@Suite struct ReadOnlyTests {
    private static let viewers = [
        Viewer(place: .inProcess, isReadOnly: true, user: "ann"), Viewer(place: .attached, isReadOnly: true, user: "ann"),
    ]

    private func performs(_ effects: [Effect]) -> Bool {
        effects.contains { if case .perform = $0 { true } else { false } }
    }

    @Test(arguments: Self.viewers, Shot.all)
    func `no key leads to a command, nor does a yes after it`(viewer: Viewer, shot: Shot) {
        var watched = shot
        watched.viewer = viewer
        let model = watched.model(size: Shot.small)
        for key in KeymapTests.keyboard {
            var after = model
            var effects = after.update(.key(key))
            // Where nothing has been asked, y is but one more of the keys.
            if after.place == .dialog { effects += after.update(.key("y")) }
            #expect(!self.performs(effects), "\(key.label) in \(shot.view)")
        }
    }

    @Test(arguments: Self.viewers)
    func `no entry of the menu can be chosen`(viewer: Viewer) {
        var sitting = Sitting(
            viewer: viewer,
            hostActions: [HostAction(id: .init(rawValue: "x"), title: "Chaos", summary: "It is.")]
        )
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        sitting.press(" ")
        #expect(sitting.model.menuEntries.count == 7)
        for entry in sitting.model.menuEntries { #expect(entry.objection?.contains("read-only") == true, "\(entry.title)") }
        for _ in sitting.model.menuEntries {
            sitting.press("a", .down, .enter, "y", .escape)
            #expect(!self.performs(sitting.takeEffects()))
        }
    }

    @Test func `in process there still is a way out`() {
        var sitting = Sitting(viewer: Self.viewers[0])
        sitting.press("q")
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.message.contains("Read-only"))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects().isEmpty)
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.leave(.abandoned)])
    }

    @Test func `a refused Ctrl-C counts for no longer than its message stands`() {
        var sitting = Sitting(viewer: Self.viewers[0])
        sitting.press(.control("c"))
        #expect(sitting.message.contains("Once more leaves it at once"))
        sitting.wait(.seconds(3_600))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.message.contains("Once more leaves it at once"))
    }

    @Test func `a Ctrl-C that was refused before a shutdown began does not count in it`() {
        var sitting = Sitting(viewer: Self.viewers[0])
        sitting.press(.control("c"))
        sitting.enter(.draining)
        sitting.press(.control("c"))
        #expect(sitting.takeEffects().isEmpty)
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.leave(.abandoned)])
    }
}
