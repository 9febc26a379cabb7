extension Keymap {
    static let columns = [
        Binding(
            .enter,
            in: [.columns],
            help: "sort by this column; once more: the other way round",
            hint: Hint("sort", rank: 1),
            intent: .column(.sort),
            unless: \.objectionToSorting
        ),
        Binding(
            " ",
            in: [.columns],
            help: "show it, before others if there is no room for all; or hide it",
            hint: Hint("show/hide", rank: 1),
            intent: .column(.toggle),
            unless: \.objectionToHiding
        ),
        Binding(
            .left,
            "[",
            in: [.columns],
            help: "move it to the left",
            hint: Hint("move", keys: [.left, .right], rank: 1),
            intent: .column(.move(.previous))
        ) { $0.objectionToMovingColumn(.previous) },
        Binding(.right, "]", in: [.columns], help: "move it to the right", intent: .column(.move(.next))) {
            $0.objectionToMovingColumn(.next)
        },
        Binding(
            "r",
            in: [.columns],
            help: "all columns, and the sorting, as they were before anybody changed them",
            hint: Hint("reset", rank: 2),
            intent: .column(.reset),
            unless: \.objectionToResettingColumns
        ),
        Binding("C", .function(6), in: [.columns], help: "close", intent: .back),
    ]
}
