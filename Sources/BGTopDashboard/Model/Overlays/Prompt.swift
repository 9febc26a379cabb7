import BackgroundWorkEvents

/// A line of text that is being typed.
struct Prompt: Hashable, Sendable {
    enum Purpose: Hashable, Sendable {
        /// Moves to what matches, as it is typed; Esc goes back to where it began.
        case find(from: BackgroundTaskID?)
        /// Hides what does not match, as it is typed; Esc brings the earlier filter back.
        case filter(earlier: String)
        /// How many tasks may run at once.
        case runningLimit
    }

    let purpose: Purpose
    var text: String
    /// Why the last Enter was not accepted.
    var objection: String?

    static let maximumLength = 200

    /// What somebody at a keyboard can mean by a limit. Beyond that it is a slip: no machine runs so many tasks at once.
    static let runningLimits = 1...1_000_000

    /// Adds what was typed or pasted; of several lines only the first.
    mutating func insert(_ typed: String) {
        let line = typed.prefix { !$0.isNewline }
        self.text += line.prefix(max(0, Self.maximumLength - self.text.count))
        self.objection = nil
    }

    mutating func deleteBackward() {
        if !self.text.isEmpty { self.text.removeLast() }
        self.objection = nil
    }
}
