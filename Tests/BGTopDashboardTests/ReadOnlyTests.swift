import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// With `--read-only` nothing reaches the server, whatever is pressed: but that who has its terminal may end it.
@Suite struct ReadOnlyTests {
    private static let viewers = [
        Named("in process", Viewer(place: .inProcess, isReadOnly: true, user: "ann")),
        Named("attached", Viewer(place: .attached, isReadOnly: true, user: "ann")),
    ]

    /// The keys that end the process in which the dashboard runs, as they do anywhere.
    private static let waysOut: Set<Key> = [.control("c"), "q", .function(10)]

    private func performs(_ effects: [Effect]) -> Bool {
        effects.contains { if case .perform = $0 { true } else { false } }
    }

    @Test(arguments: Self.viewers, Shot.all)
    func `no key leads to a command, nor does a yes after it`(who: Named<Viewer>, shot: Shot) {
        let viewer = who.value
        var watched = shot
        watched.viewer = viewer
        let model = watched.model(size: Shot.small)
        for key in KeymapTests.keyboard where viewer.place == .attached || !Self.waysOut.contains(key) {
            var after = model
            var effects = after.update(.key(key))
            // Where nothing has been asked, y is but one more of the keys.
            if after.place == .dialog { effects += after.update(.key("y")) }
            #expect(!self.performs(effects), "\(key.label) in \(shot.view)")
        }
    }

    @Test(arguments: Self.viewers)
    func `what acts is not offered, and says why it does nothing`(who: Named<Viewer>) {
        var sitting = Sitting(viewer: who.value, size: Size(columns: 200, rows: 200))
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        for hint in ["act...", "cancel", "D drain", "tag"] { #expect(!sitting.footer.contains(hint), "\(hint)") }
        for key: Key in ["a", "x", .function(9), "D", " ", "T", "U"] {
            sitting.press(key)
            #expect(sitting.model.overlay == nil)
            #expect(sitting.message.contains("This view is read-only"), "\(key.label)")
        }
        sitting.press("?")
        #expect(sitting.screen.contains("quit"))
        for help in ["act: a menu", "cancel this task", "drain: shut down", "to cancel several at once", "tag all", "untag"] {
            #expect(!sitting.screen.contains(help), "\(help)")
        }
    }

    @Test(arguments: Self.viewers)
    func `no entry of the menu could be chosen`(who: Named<Viewer>) {
        let sitting = Sitting(
            viewer: who.value,
            hostActions: [HostAction(id: .init(rawValue: "x"), title: "Chaos", summary: "It is.")]
        )
        #expect(sitting.model.menuEntries.count == 8)
        for entry in sitting.model.menuEntries { #expect(entry.objection?.contains("read-only") == true, "\(entry.title)") }
    }

    @Test func `in process Ctrl-C goes the same way as anywhere, and no step is left out`() {
        var sitting = Sitting(viewer: Self.viewers[0].value)
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        let requester = Requester("Ctrl-C at the server", user: "ann")
        #expect(sitting.footer.contains("Ctrl-C drain"))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.perform(.drain, by: requester)])
        sitting.enter(.draining)
        #expect(sitting.footer.contains("Ctrl-C cancel the rest"))
        sitting.press("q")
        #expect(sitting.message.contains("Ctrl-C cancels what is left."))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.perform(.force, by: requester)])
        sitting.enter(.cancelling)
        #expect(sitting.footer.contains("Ctrl-C leave at once"))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.leave(.abandoned)])
    }

    @Test func `in process q asks before it drains, as anywhere`() {
        var sitting = Sitting(viewer: Self.viewers[0].value)
        sitting.press("q")
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.dialog?.title == "Drain and quit?")
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.drain, by: Requester("q at the server", user: "ann"))])
    }
}
