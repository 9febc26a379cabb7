import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What is shown of a recording that is being made.
@Suite struct RecordingStateTests {
    private func header(_ sitting: Sitting) -> String {
        sitting.screen.split(separator: "\n").first.map(String.init) ?? ""
    }

    @Test(arguments: [Scene.viewer, Scene.attached], [80, 120])
    func `that it records is said, in a shutdown as well`(viewer: Viewer, columns: Int) {
        var sitting = Sitting(viewer: viewer, size: Size(columns: columns, rows: 24))
        #expect(!self.header(sitting).contains("recording"))
        _ = sitting.model.update(.recording(.running))
        #expect(self.header(sitting).contains("recording"), "\(self.header(sitting))")
        sitting.enter(.draining)
        #expect(self.header(sitting).contains("recording"), "\(self.header(sitting))")
    }

    @Test func `that it can record no more is said until somebody has seen it, and ends nothing`() {
        var sitting = Sitting()
        _ = sitting.model.update(.recording(.running))
        let effects = sitting.model.update(.recording(.failed("The recording has ended. tape: No space left on device.")))
        #expect(effects.isEmpty)
        sitting.wait(.seconds(3_600))
        #expect(sitting.message == "The recording has ended. tape: No space left on device.")
        #expect(self.header(sitting).contains("no longer recording"))
        sitting.press(.down)
        #expect(sitting.message.isEmpty && self.header(sitting).contains("no longer recording"))
    }

    @Test func `who listens is told once`() {
        var narrator = Narrator(viewer: Scene.viewer)
        #expect(narrator.take(.running).lines == [])
        #expect(narrator.take(.failed("It has ended.")).lines == ["It has ended."])
        #expect(narrator.take(.failed("It has ended.")).lines == [])
    }

    @Test func `who listens to a recording is told how it came out, and is left then`() {
        var narrator = Narrator(viewer: Scene.recorded)
        let now = TaskInstant(nanoseconds: 5)
        let status = PlaybackStatus(beginning: now, end: now)
        #expect(narrator.take(status) == Narrator.Telling())
        let end = PlaybackStatus(beginning: now, end: now, ending: Playback.end)
        let telling = narrator.take(end)
        #expect(telling.lines.last == "\(Playback.end) The end of the process is not in it.")
        #expect(telling.effects == [.leave(.quit)])
    }
}
