extension Keymap {
    static let acting = [
        Binding(
            "a",
            in: .views,
            help: "act: a menu of everything that changes the server",
            hint: Hint("act...", rank: 3),
            intent: .menu,
            unless: \.objectionToActing
        ),
        Binding(
            "x",
            .function(9),
            in: .views,
            help: "cancel this task (asks)",
            hint: Hint("cancel", rank: 3),
            intent: .cancel
        ) { ServerAction.cancelSelected.objection(in: $0) },
        Binding(
            "D",
            in: Set.views.subtracting([.drain]),
            help: "drain: shut down gracefully (asks)",
            hint: Hint("drain", rank: 2),
            intent: .shutDown
        ) { $0.nextShutdownStep.objection(in: $0) },
        Binding(
            "D",
            in: [.drain],
            help: "cancel what is left of a drain (asks)",
            hint: Hint("cancel what is left", rank: 2),
            intent: .shutDown
        ) { $0.nextShutdownStep.objection(in: $0) },
        Binding(
            .control("c"),
            in: .anywhere,
            help: "attached: quit; in process: drain at once, then cancel what is left, then leave (exit code 130)",
            intent: .interrupt
        ),
        Binding(
            "q",
            .function(10),
            in: .views,
            help: "attached: quit; in process: drain and quit (asks)",
            hint: Hint("quit", rank: 6),
            intent: .quit
        ),
        Binding(
            .control("z"),
            in: .anywhere,
            help: "suspend; in process this stops the workers too (asks)",
            intent: .suspend
        ),
        Binding("?", .function(1), in: .views, help: "this page", hint: Hint("help", rank: 0), intent: .help),
        Binding("d", .control("d"), in: .views, help: "nothing, so that a slip drains nothing", intent: .none) { _ in
            "This key is bound to nothing, so that a slip drains nothing. D asks to drain."
        },
    ]
}
