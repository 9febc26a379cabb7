import Synchronization

/// A card terminal that calls back.
package final class CardTerminal: Sendable {
    package enum Answer: Sendable {
        case accepted
        case declined
    }

    /// What it will answer; nil while it is switched off, and once it has asked: nobody's card is charged twice.
    private let answer: Mutex<Answer?>

    init(answer: Answer?) {
        self.answer = Mutex(answer)
    }

    /// Asks for the card, once.
    ///
    /// - Parameter body: Called once, with the answer, after 100 ms.
    /// - Returns: Whether it asks. If it does not, because it is switched off or has asked before, `body` is never called.
    @discardableResult
    package func charge(then body: @escaping @Sendable (Answer) -> Void) -> Bool {
        guard let answer = self.answer.withLock({ $0.take() }) else { return false }
        Work.call(after: .milliseconds(100)) { body(answer) }
        return true
    }
}

extension Exercise {
    /// The fifteenth: a continuation that nobody resumes.
    package static func cardPayment(_ pay: @escaping @Sendable (CardTerminal) async throws -> Void) -> Exercise {
        Exercise(
            number: 15,
            goal: "the call must end on every path",
            scenes: [
                Scene("the card is accepted", [.callReturns]) { _ in try await pay(CardTerminal(answer: .accepted)) },
                Scene("the card is declined", [.callThrows(Declined())]) { _ in try await pay(CardTerminal(answer: .declined))
                },
                Scene("the terminal is switched off", [.callThrows(SwitchedOff())]) { _ in
                    try await pay(CardTerminal(answer: nil))
                },
            ]
        )
    }
}
