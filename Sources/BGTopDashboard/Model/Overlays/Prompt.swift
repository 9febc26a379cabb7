import BackgroundWorkEvents

/// A line of text that is being typed.
struct Prompt: Hashable, Sendable {
    enum Purpose: Hashable, Sendable {
        /// Moves to what matches, as it is typed; Esc goes back to where it began. In a log that is followed that is its end,
        /// wherever that is by then, and no row.
        case find(from: ListedRow?)
        /// Hides what does not match, as it is typed; Esc brings the earlier filter back.
        case filter(earlier: String)
        /// To which moment of a recording to go.
        case moment
        /// How many tasks may run at once.
        case runningLimit
    }

    let purpose: Purpose
    var text: String
    /// Why it cannot be taken as it is.
    var objection: String?
    /// What else there is to say of it: how it could go on, or which of the hits is selected.
    var hint: String?
    /// Of a search: what it has found, on which the cursor stands.
    var found: ListedRow?
    /// Of a search: when the list was looked through last, on this machine's own clock.
    var searchedAt: TaskInstant?

    static let maximumLength = 200

    /// What somebody at a keyboard can mean by a limit. Beyond that it is a slip: no machine runs so many tasks at once.
    static let runningLimits = 1...1_000_000

    /// Adds what was typed or pasted; of several lines only the first.
    mutating func insert(_ typed: String) {
        let line = typed.prefix { !$0.isNewline }
        self.text += line.prefix(max(0, Self.maximumLength - self.text.count))
        (self.objection, self.hint) = (nil, nil)
    }

    mutating func deleteWord() {
        while self.text.last?.isWhitespace == true { self.text.removeLast() }
        while self.text.last?.isWhitespace == false { self.text.removeLast() }
        (self.objection, self.hint) = (nil, nil)
    }

    mutating func deleteAll() {
        self.text = ""
        (self.objection, self.hint) = (nil, nil)
    }

    mutating func deleteBackward() {
        if !self.text.isEmpty { self.text.removeLast() }
        (self.objection, self.hint) = (nil, nil)
    }
}
