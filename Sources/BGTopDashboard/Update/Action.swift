import BackgroundWorkEvents

/// Something that changes the model: the only way in.
enum Action: Sendable {
    /// A key. It is blind if nobody who pressed it can have read the question that is open: it came with the key that asked, or
    /// right after it, as text does that is pasted into a terminal without saying so.
    case key(Key, isBlind: Bool = false)
    case paste(String)
    case click(Click)
    /// The wheel was turned, down if it is more than 0.
    case scroll(lines: Int)
    /// The mouse was moved with its button pressed.
    case drag
    case resize(Size)
    /// What the watched process told.
    case events([TaskEvent])
    /// What the clock of the watched process says now, and what this machine's own does where that may be another.
    case tick(TaskInstant, local: TaskInstant? = nil)
    /// A line that something in this process wrote to standard output or standard error.
    case output(line: String, isError: Bool)
    /// Whether the watched process does what is asked of it, as far as it has said.
    case control(isAllowed: Bool)
    /// Whether what this process does besides its tasks is over.
    case rest(isOver: Bool)
    /// How the recording is played that is shown.
    case playback(PlaybackStatus)
    /// What has become of the recording that is made of what is shown.
    case recording(RecordingState)
    /// How an effect ended that has something to say.
    case report(String, Message.Tone)
    /// What there is to say about the settings, each as a sentence or two.
    case complaints([String])
    /// The part of one processor that the dashboard itself used of late.
    case ownUsage(Double)
}
