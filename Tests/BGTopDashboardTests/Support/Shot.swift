import BackgroundWorkEvents
import Synchronization

@testable import BGTopDashboard

/// A picture of the dashboard that is kept: a scene, what a person pressed in it, and the size.
struct Shot: CustomStringConvertible {
    let view: String
    let scene: Scene
    var keys: [Key] = []
    /// How long the person looks on afterwards, in milliseconds.
    var then = 0
    var viewer = Scene.viewer
    /// How it is played, where it is a recording: after the viewer has taken in all that has happened until then.
    var playback: Playback?
    /// Whether all that is told comes from somebody who means harm.
    var isSpoiled = false

    var description: String { self.isSpoiled ? "\(self.view), spoiled" : self.view }

    /// The same where the application, and whoever watches, have names that mean harm.
    var spoiled: Shot {
        var (shot, spoiler) = (self, Spoiler())
        shot.isSpoiled = true
        shot.viewer.user = spoiler.spoil(self.viewer.user)
        return shot
    }

    static let small = Size(columns: 80, rows: 24)
    static let large = Size(columns: 120, rows: 36)
    static let huge = Size(columns: 200, rows: 50)

    /// All that a picture can be drawn with.
    static let themes = Looks.themes.map(\.1) + [Looks.ascii]

    /// One of each view.
    static let all: [Shot] = [
        Shot(view: "main-wrong", scene: .wrong),
        Shot(view: "main-healthy", scene: .healthy),
        Shot(view: "main-empty", scene: .empty),
        Shot(view: "main-finished", scene: .healthy, keys: ["f", .end]),
        Shot(view: "main-tagged", scene: .wrong, keys: [" ", " ", "<"]),
        Shot(view: "main-filter", scene: .wrong, keys: ["\\", "c", "a", "r", "d"]),
        Shot(view: "main-frozen", scene: .wrong, keys: ["z"]),
        Shot(view: "main-read-only", scene: .healthy, viewer: Viewer(isReadOnly: true, user: "ann")),
        Shot(view: "drain-draining", scene: .draining),
        Shot(view: "drain-stuck", scene: .stuck),
        Shot(view: "drain-cancelling", scene: .cancelling),
        Shot(view: "drain-stopped", scene: .stopped),
        Shot(view: "detail", scene: .wrong, keys: [.enter]),
        Shot(view: "detail-failed", scene: .wrong, keys: [.end, .enter]),
        Shot(view: "detail-parts", scene: .wrong, keys: [.down, .down, .down, .down, .down, .down, .enter], then: 4_000),
        Shot(view: "detail-held", scene: .cancelling, keys: [.enter]),
        Shot(view: "names", scene: .wrong, keys: ["2", .down]),
        Shot(view: "warnings", scene: .wrong, keys: ["4"]),
        Shot(view: "tree", scene: .wrong, keys: ["t"]),
        Shot(view: "tree-folded", scene: .wrong, keys: ["3", "*", .down, "+"]),
        Shot(view: "log", scene: .wrong, keys: ["5", .up]),
        Shot(view: "help", scene: .healthy, keys: ["?"]),
        Shot(view: "menu", scene: .wrong, keys: ["a", .down]),
        Shot(view: "columns", scene: .wrong, keys: ["C", .down, .down, .down, .down, .down, " "]),
        Shot(view: "columns-names", scene: .wrong, keys: ["2", "C", .end, .enter, " ", "[", "["]),
        Shot(view: "columns-tree", scene: .wrong, keys: ["3", .function(6), .down, .down, " "]),
        Shot(view: "dialog-drain", scene: .wrong, keys: ["D"]),
        Shot(view: "dialog-cancel", scene: .wrong, keys: ["x", .right]),
        Shot(view: "dialog-force", scene: .draining, keys: ["D"]),
        Shot(view: "reconnecting", scene: .reconnecting, viewer: Scene.attached),
        Shot(view: "ended", scene: .ended, viewer: Scene.attached),
        Shot(view: "ended-detail", scene: .ended, keys: [.enter], viewer: Scene.attached),
        Shot(view: "ended-drain", scene: .endedInDrain, viewer: Scene.attached),
        Shot(view: "ended-report", scene: .endedWithReport, viewer: Scene.attached),
        Shot(view: "successor", scene: .succeeded, viewer: Scene.attached),
        Shot(view: "replay", scene: .wrong, viewer: Scene.recorded, playback: Playback(isPaused: true, speed: 0.25, left: 61)),
        Shot(
            view: "replay-detail",
            scene: .wrong,
            keys: [.enter],
            viewer: Scene.recorded,
            playback: Playback(speed: 8, left: 61)
        ),
        Shot(view: "replay-drain", scene: .draining, viewer: Scene.recorded, playback: Playback(left: 7_200)),
        Shot(view: "replay-end", scene: .healthy, viewer: Scene.recorded, playback: Playback(ending: Playback.cut)),
        Shot(
            view: "replay-report",
            scene: .stoppedWithReport,
            viewer: Scene.recorded,
            playback: Playback(ending: Playback.end)
        ),
        Shot(view: "predecessor", scene: .succeeded, keys: ["O"], viewer: Scene.attached),
    ]

    private struct Moment: Hashable {
        let view: String
        let size: Size
        let viewer: Viewer
        let isSpoiled: Bool
    }

    /// What has been looked at already. A model is a value: whatever a test does with it, the others do not see.
    private static let models = Mutex<[Moment: Model]>([:])

    func model(size: Size) -> Model {
        let moment = Moment(view: self.view, size: size, viewer: self.viewer, isSpoiled: self.isSpoiled)
        if let model = Self.models.withLock({ $0[moment] }) { return model }
        let model = self.makeModel(size: size)
        Self.models.withLock { $0[moment] = model }
        return model
    }

    private func makeModel(size: Size) -> Model {
        var model = self.scene.model(size: size, viewer: self.viewer, isSpoiled: self.isSpoiled)
        if let playback { _ = model.update(.playback(playback.status(in: model))) }
        for key in self.keys { _ = model.update(.key(key)) }
        var (server, spoiler) = (self.scene.server, Spoiler())
        // As often as a viewer is told.
        server.samplingInterval = 100
        for _ in stride(from: 0, to: self.then, by: server.samplingInterval) {
            server.run(milliseconds: server.samplingInterval)
            server.observe()
            let events = server.takeEvents()
            _ = model.update(.events(self.isSpoiled ? events.map { spoiler.spoil($0) } : events))
            _ = model.update(.tick(server.instant))
        }
        return model
    }

    func frame(size: Size, theme: Theme = Theme()) -> Frame {
        render(self.model(size: size), size: size, theme: theme)
    }
}
