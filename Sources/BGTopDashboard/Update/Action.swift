import BackgroundWorkEvents

/// Something that changes the model: the only way in.
enum Action: Sendable {
    case key(Key)
    case paste(String)
    case resize(Size)
    /// What the watched process told.
    case events([TaskEvent])
    /// What the clock of the watched process says now.
    case tick(TaskInstant)
    /// A line that something in this process wrote to standard output or standard error.
    case output(line: String, isError: Bool)
    /// How an effect ended that has something to say.
    case report(String, Message.Tone)
    /// The part of one processor that the dashboard itself used of late.
    case ownUsage(Double)
}
