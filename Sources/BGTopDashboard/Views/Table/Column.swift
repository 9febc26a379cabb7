import BGTopStore
import BackgroundWorkEvents

/// One column of a table: a value in a list. To add one, add it to the list.
struct Column<Row>: Sendable {
    enum Alignment: Hashable, Sendable {
        case leading, trailing
    }

    /// How the column orders rows; equal rows go by ID or name.
    enum Order: Sendable {
        /// The order in which tasks were submitted, which is the store's own.
        case submission
        case number(@Sendable (Row, TaskStore) -> Double)
        case text(@Sendable (Row, TaskStore) -> String)
    }

    /// Stands above the column and names it; unique within the table.
    let title: String
    /// Stands there instead where the column is too narrow for the title.
    var shortTitle: String?
    /// What the column says, for the help.
    let explanation: String
    /// The least columns it needs, and the most it can use.
    let width: ClosedRange<Int>
    /// How many columns would show all that there is, where that is known: it gets them before anybody gets what is to spare, and
    /// no more.
    var need: (@Sendable (TaskStore) -> Int)?
    /// How many of its least columns it gives to one that needs them.
    var yields = 0
    /// Where there is no room for all, what matters least goes first.
    let importance: Int
    /// Whether nobody can hide it: without it a row could not be told from the others.
    var isEssential = false
    /// In a narrower table it gives its room to the others from the start.
    var leastTable = 0
    /// Its part of the room to spare, against that of the others.
    var stretch = 1
    var alignment = Alignment.leading
    let order: Order
    /// Whether the large, or late, stands first unless somebody inverts the order.
    var isDescending = false
    let cell: @Sendable (Row, CellContext) -> StyledText
}

/// What a cell may look at besides its row.
struct CellContext {
    let theme: Theme
    let store: TaskStore
    /// How wide the column is.
    let width: Int
    /// Where in the queue the queued tasks among the visible rows stand.
    let queuePositions: [BackgroundTaskID: Int]

    func text(_ text: some StringProtocol, _ role: Role = .plain) -> StyledText {
        StyledText(self.theme, text, role)
    }

    /// What is not there is a dash, so that it is not taken for zero.
    func optional(_ text: String?, _ role: Role = .plain) -> StyledText {
        text.map { self.text($0, role) } ?? self.text("-", .muted)
    }
}
