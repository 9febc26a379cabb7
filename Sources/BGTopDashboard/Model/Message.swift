import BackgroundWorkEvents

/// Something to tell the person once, above the keys.
struct Message: Hashable, Sendable {
    enum Tone: Hashable, Sendable {
        /// What was done.
        case done
        /// Why nothing was done.
        case refused
    }

    let text: String
    let tone: Tone
    /// When it goes away by itself.
    let until: TaskInstant

    static let duration: Duration = .seconds(6)
}
