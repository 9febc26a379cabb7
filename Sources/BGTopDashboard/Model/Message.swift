import BackgroundWorkEvents

/// Something to tell the person once, in the last line of the screen.
struct Message: Hashable, Sendable {
    enum Tone: Hashable, Sendable {
        /// What was done.
        case done
        /// Why nothing was done.
        case refused
    }

    let text: String
    let tone: Tone
    /// When the line goes back to what it showed before.
    let until: TaskInstant

    static let duration: Duration = .seconds(6)
}
