/// A card terminal that calls back.
package struct CardTerminal: Sendable {
    package enum Answer: Sendable {
        case accepted
        case declined
    }

    /// Nil while it is switched off.
    let answer: Answer?

    /// Asks for the card.
    ///
    /// - Parameter body: Called once, with the answer, after 100 ms.
    /// - Returns: Whether the terminal is switched on. If it is not, `body` is never called.
    @discardableResult
    package func charge(then body: @escaping @Sendable (Answer) -> Void) -> Bool {
        guard let answer else { return false }
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
