extension Keymap {
    static let overlays = [
        Binding("y", "Y", in: [.dialog], help: "yes", hint: Hint("yes", rank: 1), intent: .answer(true)),
        Binding("n", "N", .escape, "q", in: [.dialog], help: "no", hint: Hint("no", rank: 1), intent: .answer(false)),
        Binding(.left, .right, .tab, .backTab, "h", "l", in: [.dialog], help: "to the other answer", intent: .toggleAnswer),
        Binding(.enter, in: [.dialog], help: "the answer that is marked, which is No at first", intent: .choose),
        Binding(
            .enter,
            in: [.menu],
            help: "choose; so does the key beside an entry",
            hint: Hint("choose", rank: 1),
            intent: .choose
        ),
        Binding("q", in: [.help, .menu, .columns], help: "close", intent: .back),
        Binding(.enter, in: [.prompt], help: "take the text", hint: Hint("take", rank: 1), intent: .accept),
        Binding(.backspace, .delete, in: [.prompt], help: "delete the last character", intent: .deleteBackward),
        Binding(.control("w"), in: [.prompt], help: "delete the last word", intent: .deleteWord),
        Binding(.control("u"), in: [.prompt], help: "delete the text", intent: .deleteAll),
    ]
}
