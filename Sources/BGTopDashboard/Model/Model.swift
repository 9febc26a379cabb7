import BGTopStore
import BackgroundWorkEvents

/// Everything that the dashboard knows and shows. A frame is a function of it, and only an ``Action`` changes it.
struct Model: Sendable {
    /// What the watched process told.
    var store: TaskStore
    /// What this view shows instead while it is frozen.
    var frozen: TaskStore?
    /// The last picture of the process whose place the watched one has taken; of the last one, if there were several.
    var predecessor: TaskStore?
    /// How the recording is played that is shown; nil where none is, and before anything is known of it.
    var playback: PlaybackStatus?
    /// What has become of the recording that is made of what is shown.
    var recording = RecordingState.none
    /// Whether what this process does besides its tasks is over, which is what keeps it then.
    var isRestOver = true
    /// What this machine's own clock says, which goes on where that of the watched process is not seen to.
    var localNow = TaskInstant(nanoseconds: 0)
    var viewer: Viewer
    var size: Size

    var tab = Tab.tasks
    /// The task whose detail lies over the view.
    var detail: Detail?
    /// How the task that is selected or looked at has been seen to use threads, since it is.
    var watched: ActivityHistory?
    var overlay: Overlay?
    var message: Message?

    var tasks = TaskList()
    var names = NameList()
    var tree = TreeList()
    var warnings = WarningList()
    var log = LogList()
    var holders = HolderList()
    /// What was searched for last, in whichever list.
    var searched = ""
    /// What a person wants to see of the columns of the tables, where anything was said.
    var columns: [Table: ColumnChoice] = [:]
    /// As ``Preferences/theme``.
    var preferredTheme: ThemeName?

    /// Whether the view of a shutdown has opened by itself.
    var hasDrain = false
    /// How many of the steps of Ctrl-C have been taken, whether or not the process has reacted yet.
    var interrupts = 0
    /// The part of one processor that the dashboard itself uses; nil until it is known.
    var ownUsage: Double?
    var hasExplainedTagging = false
    /// As ``Dashboard/Options/assignment``, until it has been done.
    var assignment: String?
    var mouse = MouseUse.taken
    /// The row that was clicked on last, unless that made a double click.
    var lastClick: RowClick?

    init(viewer: Viewer, size: Size, store: TaskStore = TaskStore()) {
        self.viewer = viewer
        self.size = size
        self.store = store
    }

    /// What is shown: the present, or what was present when the view was frozen.
    var shown: TaskStore { self.frozen ?? self.store }

    /// What has to be answered before anything else happens.
    var question: Dialog? {
        if case .dialog(let dialog) = self.overlay { dialog } else { nil }
    }

    /// The task that keys act on, wherever one is selected.
    var focusedTask: BackgroundTaskID? {
        if let detail = self.detail { return detail.id }
        return switch self.tab {
        case .tasks: self.tasks.cursor.selected
        case .tree: self.tree.cursor.selected?.task
        case .drain: self.holders.cursor.selected
        case .warnings: self.warnings.selected?.task
        case .log: self.log.selected?.task
        case .names: nil
        }
    }

    /// The kind of work that keys act on: that of the task that is selected, or the name itself where names are listed.
    var focusedName: String? {
        if self.detail == nil, self.tab == .names { return self.names.cursor.selected }
        return self.focusedTask.flatMap { self.shown.row($0)?.task.name }
    }
}
