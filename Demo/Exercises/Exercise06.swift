import ExerciseJudges

/// Exercise 6: a timeout as a race. Run it: `swift run bgtop-exercises 6`
///
/// Asks a bank for a rate, and waits only for so long. `bank.rate` waits for the answer, and does not look whether it is
/// cancelled; but it throws `HungUp` as soon as somebody calls `bank.hangUp`, from wherever that is. `bank.timeOut` throws
/// `TimedOut` when the time is over.
///
/// **Goal.** When the time is over, the call must end at once with `TimedOut`, and so must rate. The same when the call is
/// cancelled: rate must end, and the call must throw.
///
/// What the bank answers in time has to be returned, and nobody may wait for the timer then. Nothing may go on when the call
/// has ended.
func rate(from bank: Bank) async throws -> Double {
    try await withThrowingTaskGroup(of: Double.self) { group in
        group.addTask { try await bank.rate() }
        group.addTask { try await bank.timeOut() }
        defer { group.cancelAll() }
        return try await group.next()!
    }
}
