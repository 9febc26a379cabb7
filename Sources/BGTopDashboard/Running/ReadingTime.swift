import BackgroundWorkEvents

/// Tells whether a key can be an answer: nobody has read a question that has only just come up.
///
/// Text that is pasted into a terminal without saying so looks as if somebody typed very fast, and may come in several pieces. So a
/// question takes no answer until for a moment nothing at all was typed.
struct ReadingTime {
    /// Nobody reacts to what they see in less.
    static let least: Duration = .milliseconds(200)

    /// The question that has stood there for long enough.
    private var read: AnyHashable?
    private var lastInputAt: TaskInstant?

    /// Whether a key that comes at `now` answers nothing. To be asked of everything that a person does.
    ///
    /// - Parameter question: What tells the question that is open from others, such as what would happen on Yes; nil if none is.
    @discardableResult
    mutating func isBlind(_ question: (some Hashable & Sendable)?, at now: TaskInstant) -> Bool {
        defer { self.lastInputAt = now }
        guard let question = question.map(AnyHashable.init) else {
            self.read = nil
            return false
        }
        if self.read != question, self.lastInputAt.map({ now - $0 >= Self.least }) ?? true { self.read = question }
        return self.read != question
    }
}
