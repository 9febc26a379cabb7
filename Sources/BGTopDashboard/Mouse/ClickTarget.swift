import BackgroundWorkEvents

/// What a click on a part of the screen is about. It names things and no positions: what it names may have moved by the time
/// that the click is dealt with.
enum ClickTarget: Hashable, Sendable {
    /// Does what this key does: a hint, a tab, an answer.
    case key(Key)
    /// Selects a row; twice in a row, opens it.
    case row(ListedRow)
    /// Sorts by this column, or inverts the order where that is what the rows are sorted by.
    case column(String)
    /// Looks inside a task.
    case task(BackgroundTaskID)
    /// Shows the tasks of a name.
    case name(String)
    /// Chooses an entry of the menu.
    case entry(ServerAction)
    /// A part of a box that lies on the view, on which there is nothing to be clicked.
    case box
}
