import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// The ways out, and what each of them does to the process that is watched.
@Suite struct LeavingTests {
    private static let attached = Viewer(place: .attached, user: "ann", processID: 5)

    @Test func `from outside q and Ctrl-C only close the view`() {
        for key: Key in ["q", .function(10), .control("c")] {
            var sitting = Sitting(viewer: Self.attached)
            sitting.press(key)
            #expect(sitting.takeEffects() == [.leave(.quit)])
        }
    }

    @Test func `in process Ctrl-C drains, then cancels the rest, then leaves, and says so before`() {
        var sitting = Sitting()
        sitting.run("a")
        let requester = Requester("Ctrl-C at the server", user: "ann")
        #expect(sitting.footer.contains("Ctrl-C drain"))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.perform(.drain, by: requester)])
        sitting.enter(.draining)
        sitting.wait(.seconds(7))
        #expect(sitting.footer.contains("Ctrl-C cancel the rest"))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.perform(.force, by: requester)])
        sitting.enter(.cancelling)
        sitting.wait(.seconds(1))
        #expect(sitting.footer.contains("Ctrl-C leave"))
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.leave(.abandoned)])
    }

    @Test func `that D cancels what is left is offered as long as it does`() {
        var sitting = Sitting()
        sitting.run("a")
        sitting.enter(.draining)
        sitting.wait(.seconds(1))
        #expect(sitting.footer.contains("D cancel what is left"))
        sitting.press("1")
        #expect(sitting.footer.contains("D cancel what is left"), "What it does is the same in each view.")
        sitting.press("6")
        sitting.askToStop(1, .drain)
        sitting.enter(.cancelling)
        sitting.wait(.seconds(1))
        #expect(!sitting.footer.contains("D "))
    }

    @Test func `that what is accepted runs on is said no longer than it does`() {
        var sitting = Sitting()
        let entry = AuditEntry(
            requester: Requester("D at the server", user: "ann"),
            command: .drain,
            result: "no new tasks; what is accepted runs on"
        )
        sitting.tell(.audit(entry))
        sitting.enter(.draining)
        sitting.wait(.seconds(1))
        #expect(sitting.message.contains("what is accepted runs on"))
        sitting.enter(.cancelling)
        #expect(sitting.message.isEmpty)
    }

    @Test func `Ctrl-C goes on even if the process does not react`() {
        var sitting = Sitting()
        sitting.press(.control("c"), .control("c"), .control("c"))
        let requester = Requester("Ctrl-C at the server", user: "ann")
        #expect(
            sitting.takeEffects() == [.perform(.drain, by: requester), .perform(.force, by: requester), .leave(.abandoned)]
        )
    }

    @Test func `what D began counts as a step, so that a process that does not react takes no press more`() {
        var sitting = Sitting()
        sitting.enter(.draining)
        sitting.press(.control("c"), .control("c"))
        let requester = Requester("Ctrl-C at the server", user: "ann")
        #expect(sitting.takeEffects() == [.perform(.force, by: requester), .leave(.abandoned)])
    }

    @Test func `after a drain that somebody else began the first Ctrl-C cancels the rest`() {
        var sitting = Sitting()
        sitting.enter(.draining)
        sitting.press(.control("c"))
        #expect(sitting.takeEffects() == [.perform(.force, by: Requester("Ctrl-C at the server", user: "ann"))])
    }

    @Test(arguments: ["D", "/", "a", "?"] as [Key])
    func `Ctrl-C works whatever lies on top`(key: Key) {
        var sitting = Sitting()
        sitting.press(key, .control("c"))
        #expect(sitting.takeEffects() == [.perform(.drain, by: Requester("Ctrl-C at the server", user: "ann"))])
    }

    @Test func `in process q asks before it drains`() {
        var sitting = Sitting()
        sitting.press("q")
        #expect(sitting.dialog?.title == "Drain and quit?")
        #expect(sitting.screen.contains("[N] No"))
        sitting.press("y")
        #expect(sitting.takeEffects() == [.perform(.drain, by: Requester("q at the server", user: "ann"))])
        sitting.enter(.draining)
        sitting.press("q")
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message.contains("leaves when it is over"))
    }

    @Test func `in process suspending asks, because the workers stop as well`() {
        var sitting = Sitting()
        sitting.press(.control("z"))
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.consequences.contains { $0.contains("its tasks and its server stop") })
        sitting.press("y")
        #expect(sitting.takeEffects() == [.suspend])
        var outside = Sitting(viewer: Self.attached)
        outside.press(.control("z"))
        #expect(outside.takeEffects() == [.suspend])
    }

    @Test func `when the shutdown is over the dashboard leaves with its report, and from outside it stays`() {
        var sitting = Sitting()
        sitting.enter(.draining)
        sitting.tell(.stopped(.short()))
        #expect(sitting.takeEffects() == [.leave(.drained(.short()))])
        var outside = Sitting(viewer: Self.attached)
        outside.enter(.draining)
        outside.tell(.stopped(.short()))
        #expect(outside.takeEffects().isEmpty)
    }

    @Test func `as long as something else than its tasks keeps the process the dashboard stays, and says so`() {
        var sitting = Sitting()
        sitting.setRest(isOver: false)
        sitting.enter(.draining)
        sitting.enter(.stopped)
        sitting.tell(.stopped(.short()))
        sitting.wait(.seconds(3))
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.screen.contains("what else the process does is being stopped"))
        #expect(sitting.screen.contains("REPORT") && sitting.screen.contains("rejected 0 "))
        // The server still answers, and refuses.
        sitting.tell(.rejected(name: "mail", .shuttingDown))
        sitting.wait(.seconds(1))
        #expect(sitting.screen.contains("rejected 1 (full 0, shutting down 1"))
        sitting.press("a")
        #expect(sitting.screen.contains("The shutdown is over."))
        sitting.press(.escape, "q")
        #expect(sitting.takeEffects() == [.leave(.abandoned)], "Nobody has to wait.")
        sitting.setRest(isOver: true)
        #expect(sitting.takeEffects() == [.leave(.drained(.short()))])
    }

    @Test func `the picture that stays in the terminal leaves the report to the one that is printed below it`() {
        var sitting = Sitting()
        sitting.enter(.draining)
        sitting.tell(.stopped(.short()))
        let frame = LastFrame.text(of: sitting.model, size: Shot.small, glyphs: Theme().glyphs)
        #expect(frame.contains("Nothing holds the exit any more.") && !frame.contains("REPORT"))
        #expect(!frame.contains("JUST ENDED"), "Nothing has.")
    }
}
