import ExerciseJudges

/// Exercise 3: one child throws. Run it: `swift run bgtop-exercises 3`
///
/// Takes the payment for an order, and ships it meanwhile. `shop.pay` needs 100 ms, and throws `Declined` if the card is no
/// good; `shop.ship` needs 500 ms, and stops when it is cancelled.
///
/// **Goal.** ship must stop when pay fails, and the call must throw `Declined` then.
///
/// Both still have to run at the same time, and all work has to be over when the call has ended.
func checkOut(at shop: Shop) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await shop.pay() }
        group.addTask { try await shop.ship() }
        try await group.waitForAll()
    }
}
