import BackgroundWorkEvents

/// What a key asks for.
enum Intent: Hashable, Sendable {
    // Moving
    case move(ListStep)
    case show(Tab)
    case nextTab
    case previousTab
    case open
    case back
    case neighbor(Direction)

    // In the tree
    case toggleTree
    case fold
    case unfold
    case toggleFolding

    // Looking
    case find
    case findNext(Direction)
    case filter
    case sort(Direction)
    case invertSorting
    case columns
    case toggleFinished
    case toggleFollowing
    case toggleFreeze
    case togglePredecessor
    case tag
    case tagAll
    case untagAll
    case help
    case save
    case toggleMouse
    case repaint

    // In a recording
    case togglePlaying
    case play(PlaybackCommand)
    case askForMoment

    // Acting on the server
    case menu
    case cancel
    /// To drain, or to cancel what is left of a drain.
    case shutDown
    case interrupt
    case quit
    case suspend

    // In what lies on top
    case choose
    case column(ColumnChange)
    case toggleAnswer
    case answer(Bool)
    case accept
    case deleteBackward
    case deleteWord
    case deleteAll

    /// Nothing: the binding is there to say why.
    case none

    /// Whether it is all about changing what is watched, so that it has no place where nothing may.
    var isActing: Bool {
        switch self {
        case .menu, .cancel, .shutDown, .tag, .tagAll, .untagAll: true
        default: false
        }
    }

    enum Direction: Hashable, Sendable {
        case next, previous
    }
}
