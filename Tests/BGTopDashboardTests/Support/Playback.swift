import BGTopStore
import BackgroundWorkEvents

@testable import BGTopDashboard

/// How a recording is played that has come as far as a scene has.
struct Playback {
    static let end = "The recording ends here."
    static let cut = "The recording ends here, cut off: its writer was killed, or the disk was full."

    var isPaused = false
    var speed = 1.0
    /// How many seconds follow.
    var left = 0
    var ending: String?

    /// It begins with the process.
    func status(in model: Model) -> PlaybackStatus {
        PlaybackStatus(
            beginning: model.store.process?.startedAt ?? model.store.now,
            end: model.store.now + .seconds(self.left),
            speed: self.speed,
            isPaused: self.isPaused,
            ending: self.ending
        )
    }
}
