import BGTopStore
import BackgroundWorkEvents

/// One task, looked at closely.
struct Detail: Sendable {
    let id: BackgroundTaskID
    /// What was last known of it: all there is once the store has given its row up for newer ones.
    var lastSeen: TaskRow?
    /// The first line that is seen.
    var top = 0
}
