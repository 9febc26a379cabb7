/// One thing that keys do on a stage. The table of them, ``StageKeymap``, is what keys are looked up in, and what the help and the last
/// line are made of.
struct StageBinding: Sendable {
    enum Intent: Hashable, Sendable {
        case quit
        case suspend
        case repaint
        case toggleHelp
        /// Up or down by a line, a lesson or a question.
        case move(by: Int)
        case moveToFirst
        case moveToLast
        /// Through what does not fit on the screen.
        case turn(pages: Int)
        case openSelected
        case openNext
        case openNextVariant
        /// The one whose number the key is.
        case openVariant
        case close
        case choose(by: Int)
        case runIfPredicted
        case run
        case step(isForward: Bool)
        case playSlowly
        case showWhole

        /// Whether it changes nothing but which part of all there is to read is on the screen.
        var isReading: Bool {
            switch self {
            case .turn, .toggleHelp, .suspend, .repaint: true
            default: false
            }
        }
    }

    /// What the last line says of it.
    struct Hint: Hashable, Sendable {
        /// The keys, as they are printed there.
        let keys: String
        let words: String
        /// Where there is no room for all hints, those with the highest rank go first.
        let rank: Int
        /// Where it stands; nil: wherever the keys do something.
        let places: Set<StagePlace>?

        init(_ keys: String, _ words: String, rank: Int, in places: Set<StagePlace>? = nil) {
            self.keys = keys
            self.words = words
            self.rank = rank
            self.places = places
        }
    }

    let keys: [Key]
    let places: Set<StagePlace>
    /// What it does, for the help.
    let help: String
    /// Nil where it need not stand in the last line.
    let hint: Hint?
    let intent: Intent

    init(_ keys: Key..., in places: Set<StagePlace>, help: String, hint: Hint? = nil, _ intent: Intent) {
        self.init(keys: keys, in: places, help: help, hint: hint, intent)
    }

    init(keys: [Key], in places: Set<StagePlace>, help: String, hint: Hint? = nil, _ intent: Intent) {
        self.keys = keys
        self.places = places
        self.help = help
        self.hint = hint
        self.intent = intent
    }
}
