extension Keymap {
    private static let lists: Set<Place> = Set.views.union([.help])
    private static let menus: Set<Place> = [.menu, .columns]

    static let moving = [
        Binding(.up, "k", in: lists.union(menus), help: "one line up", intent: .move(.lines(-1))),
        Binding(.down, "j", in: lists.union(menus), help: "one line down", intent: .move(.lines(1))),
        Binding(.pageUp, .control("b"), in: lists, help: "one page up", intent: .move(.pages(-1))),
        Binding(.pageDown, .control("f"), in: lists, help: "one page down", intent: .move(.pages(1))),
        Binding(.home, "g", in: lists.union([.columns]), help: "to the first line", intent: .move(.first)),
        Binding(.end, "G", in: lists.union([.columns]), help: "to the last line", intent: .move(.last)),
        Binding(
            .enter,
            in: .tabs,
            help: "look inside: a task's detail, a name's tasks, what a warning or a log line is about",
            hint: Hint("look", rank: 1),
            intent: .open
        ),
        Binding(
            .escape,
            in: Set.views.union([.help, .menu, .columns, .prompt]),
            help: "back, as it was before; never quits",
            hint: Hint("back", rank: 1),
            intent: .back
        ),
        Binding(.tab, .right, "l", in: .tabs, help: "the next view", intent: .nextTab),
        Binding(.backTab, .left, "h", in: .tabs, help: "the view before", intent: .previousTab),
        Binding("1", in: .views, help: "Tasks", intent: .show(.tasks)),
        Binding("2", in: .views, help: "Names: the same figures for each kind of work", intent: .show(.names)),
        Binding("3", in: .views, help: "Tree: tasks under those that submitted them, with their parts", intent: .show(.tree)),
        Binding("4", "w", in: .views, help: "Warnings, and what to do about them", intent: .show(.warnings)),
        Binding("5", in: .views, help: "Log: what the application wrote, and what was asked of it", intent: .show(.log)),
        Binding("6", in: .views, help: "Drain: what holds the exit", intent: .show(.drain)) { model in
            model.showsDrain ? nil : "No drain has begun. D asks for one."
        },
        Binding(
            "]",
            in: [.detail],
            help: "the next newer task of this name",
            hint: Hint("newer", rank: 4),
            intent: .neighbor(.next)
        ),
        Binding(
            "[",
            in: [.detail],
            help: "the next older task of this name",
            hint: Hint("older", rank: 4),
            intent: .neighbor(.previous)
        ),
    ]
}
