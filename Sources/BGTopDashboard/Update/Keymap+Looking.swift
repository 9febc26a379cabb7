extension Keymap {
    private static let tables: Set<Place> = [.tasks, .names]

    static let looking = [
        Binding(
            "/",
            in: .tabs,
            help: "find: move to the next line that has the text; an ID goes straight to its task",
            hint: Hint("find", rank: 5),
            intent: .find
        ),
        Binding("n", in: .tabs, help: "find the next", intent: .findNext(.next), unless: \.objectionToFindingAgain),
        Binding(
            "N",
            in: .tabs,
            help: "find the one before",
            intent: .findNext(.previous),
            unless: \.objectionToFindingAgain
        ),
        Binding(
            "\\",
            .function(4),
            in: [.tasks, .log],
            help: "filter: list only what has the text, or is so: age>1s name~mail !queued",
            hint: Hint("filter", rank: 4),
            intent: .filter
        ),
        Binding(
            "C",
            .function(6),
            in: .views,
            help: "columns: which are shown, in which order, and by which of them the rows are sorted",
            hint: Hint("columns", rank: 9),
            intent: .columns,
            unless: \.objectionToChoosingColumns
        ),
        Binding(">", in: tables, help: "sort by the next column", intent: .sort(.next)),
        Binding(
            "<",
            in: tables,
            help: "sort by the column before",
            hint: Hint("sort", keys: ["<", ">"], rank: 9),
            intent: .sort(.previous)
        ),
        Binding("I", in: tables, help: "invert the order", intent: .invertSorting),
        Binding(
            "f",
            in: [.tasks],
            help: "list all that has ended, or only the last minute's failures",
            intent: .toggleFinished
        ),
        Binding(
            "F",
            in: [.tasks, .log],
            help: "follow: keep the selected task listed when it ends; in the log, stay with the newest line",
            intent: .toggleFollowing
        ),
        Binding(
            "t",
            .function(5),
            in: .views,
            help: "the selected task in the tree; in the tree: back to the table",
            hint: Hint("tree", rank: 8),
            intent: .toggleTree
        ),
        Binding(
            "-",
            in: [.tree],
            help: "fold: hide what hangs on this; on a leaf: to what it hangs on",
            hint: Hint("fold", keys: ["+", "-", "*"], rank: 2),
            intent: .fold,
            unless: \.objectionToFolding
        ),
        Binding("+", "=", in: [.tree], help: "unfold", intent: .unfold, unless: \.objectionToUnfolding),
        Binding("*", in: [.tree], help: "unfold all, or fold all", intent: .toggleFolding, unless: \.objectionToFoldingAll),
        Binding(
            "z",
            in: .views,
            help: "freeze this view, and only this view; the server goes on",
            hint: Hint("freeze", rank: 8),
            intent: .toggleFreeze
        ),
        Binding(
            "O",
            in: .views,
            help: "the last picture of the process that was here before this one; once more: back to now",
            hint: Hint("process before", rank: 7),
            intent: .togglePredecessor,
            unless: \.objectionToShowingPredecessor
        ),
        Binding(
            " ",
            in: [.tasks, .tree],
            help: "tag, to cancel several at once",
            hint: Hint("tag", rank: 7),
            intent: .tag,
            unless: \.objectionToTagging
        ),
        Binding(
            "T",
            in: [.tasks, .tree],
            help: "tag all that is listed and alive, or untag it",
            intent: .tagAll,
            unless: \.objectionToTaggingAll
        ),
        Binding("U", in: [.tasks, .tree], help: "untag all", intent: .untagAll, unless: \.objectionToUntagging),
        Binding("c", in: .views, help: "save the screen: as text, and as a picture (SVG)", intent: .save),
        Binding(
            "m",
            in: Set.views.union([.help]),
            help: "free the mouse, so that the terminal can select text to copy; once more: take it back",
            intent: .toggleMouse
        ),
        Binding(.control("l"), in: .anywhere, help: "draw the screen anew", intent: .repaint),
    ]
}
