import BackgroundWorkEvents

/// A line of one of the lists, by what it shows.
enum ListedRow: Hashable, Sendable {
    case task(BackgroundTaskID)
    case name(String)
    case tree(TreeEntry.ID)
    case warning(String)
    case log(LogEntry.ID)
}
