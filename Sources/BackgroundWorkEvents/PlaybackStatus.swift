/// What there is to say of a recording that is played, besides what its events tell.
package struct PlaybackStatus: Hashable, Sendable {
    /// How fast a recording can be played.
    package static let speeds = 0.25...64.0

    /// The first and the last moment of the recording.
    package let beginning: TaskInstant
    package let end: TaskInstant
    /// How many seconds of the recording pass in one; within ``speeds``.
    package let speed: Double
    package let isPaused: Bool
    /// Whether not all has been told yet up to where it is played, so that what is seen is on its way there.
    package let isBehind: Bool
    /// Why nothing comes after what has been told, as a sentence; nil where something may.
    package let ending: String?

    package init(
        beginning: TaskInstant,
        end: TaskInstant,
        speed: Double = 1,
        isPaused: Bool = false,
        isBehind: Bool = false,
        ending: String? = nil
    ) {
        self.beginning = beginning
        self.end = end
        self.speed = speed
        self.isPaused = isPaused
        self.isBehind = isBehind
        self.ending = ending
    }
}
