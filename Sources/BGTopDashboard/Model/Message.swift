import BackgroundWorkEvents

/// Something to tell the person once, above the keys.
struct Message: Hashable, Sendable {
    enum Tone: Hashable, Sendable {
        /// What was done.
        case done
        /// Why nothing was done.
        case refused
        /// How what is being typed could go on.
        case hint
    }

    let text: String
    let tone: Tone
    /// When it goes away by itself, on this machine's own clock; nil for what stays until a person does something.
    let until: TaskInstant?
    /// Whether it is true no longer than a drain lets work go on.
    var endsWithDraining = false
    /// The row that it says was found; it goes away when another one is selected.
    var found: ListedRow?

    static let duration: Duration = .seconds(6)

    /// How long it takes to read it, beside all that else is to be seen.
    static func duration(of text: String) -> Duration {
        max(Self.duration, .milliseconds(60) * text.count)
    }
}
