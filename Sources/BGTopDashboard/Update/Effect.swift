import BackgroundWorkEvents

/// What an update wants done outside the model: the only way out.
enum Effect: Hashable, Sendable {
    case perform(TaskCommand, by: Requester)
    /// Asks the player of the recording that is shown for something.
    case play(PlaybackCommand)
    /// Ends the dashboard.
    case leave(Leave)
    /// Writes what is seen to new files, as text and as a picture; where, is reported.
    case save(name: String)
    /// Changes the settings file, so that what a person has changed is found again the next time.
    case remember([SettingsChange])
    /// Sends the whole screen anew.
    case repaint
    /// Has clicks and the wheel reported from now on, or no longer.
    case takeMouse(Bool)
    /// Stops the process as Ctrl-Z does anywhere else.
    case suspend

    enum Leave: Hashable, Sendable {
        case quit
        /// Out, whatever still runs.
        case abandoned
        case drained(DrainReport)
        /// There is nothing that could be shown, and will not be: a sentence that says why.
        case refused(String)
    }
}
