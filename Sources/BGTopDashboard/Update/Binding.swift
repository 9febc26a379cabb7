/// One thing that keys do. The table of them, ``Keymap``, is what keys are looked up in, and what the help is made of.
struct Binding: Sendable {
    /// The first is the one that the footer and the menu name; the others are its twins.
    let keys: [Key]
    let places: Set<Place>
    /// What it does, for the help.
    let help: String
    /// What it does in a word or two, for the last line of the screen; nil if it need not stand there.
    let hint: Hint?
    let intent: Intent
    /// Why the key cannot act now, as a sentence; nil when it can.
    let objection: @Sendable (Model) -> String?

    init(
        _ keys: Key...,
        in places: Set<Place>,
        help: String,
        hint: Hint? = nil,
        intent: Intent,
        unless objection: @escaping @Sendable (Model) -> String? = { _ in nil }
    ) {
        self.keys = keys
        self.places = places
        self.help = help
        self.hint = hint
        self.intent = intent
        self.objection = objection
    }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
    /// A character's key, so that a table of keys reads like one.
    package init(extendedGraphemeClusterLiteral value: Character) {
        self = .character(value)
    }
}
