import ExerciseJudges

/// Exercise 15: a continuation that nobody resumes. Run it: `swift run bgtop-exercises 15`
///
/// Makes an async function of one that calls back. `terminal.charge` calls back after 100 ms, with `.accepted` or
/// `.declined`. If the terminal is switched off, or has been asked before, it returns false, and never calls back.
///
/// **Goal.** The call must end, whatever the terminal does: return if the card is accepted, throw `Declined` if it is
/// declined, and `SwitchedOff` if the terminal is.
func pay(with terminal: CardTerminal) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        terminal.charge { answer in
            if answer == .accepted { continuation.resume() }
        }
    }
}
