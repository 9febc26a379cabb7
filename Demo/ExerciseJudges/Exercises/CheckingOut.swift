import BGTopTeaching

/// Takes payments, and sends what was bought.
package struct Shop: Sendable {
    let accepts: Bool

    /// Needs 100 ms.
    ///
    /// - Throws: ``Declined`` if the card is no good.
    package func pay() async throws {
        try await Work.run("pay", for: .milliseconds(100)) {
            if !self.accepts { throw Declined() }
        }
    }

    /// Needs 500 ms, and stops when it is cancelled.
    package func ship() async throws {
        try await Work.run("ship", for: .milliseconds(500))
    }
}

extension Exercise {
    /// The third: one child throws.
    package static func checkingOut(_ checkOut: @escaping @Sendable (Shop) async throws -> Void) -> Exercise {
        Exercise(
            number: 3,
            goal: "ship must stop when pay fails",
            scenes: [
                Scene("pay fails", [Self.shipStops, .callThrows(Declined()), .nothingIsLeft]) { _ in
                    try await checkOut(Shop(accepts: false))
                },
                Scene(
                    "pay succeeds",
                    [
                        .overlap("pay and ship must run at the same time", ["pay", "ship"]),
                        .areDone("pay and ship must be done", ["pay", "ship"]),
                        .callReturns,
                        .nothingIsLeft,
                    ]
                ) { _ in
                    try await checkOut(Shop(accepts: true))
                },
            ]
        )
    }

    private static let shipStops = Requirement("ship must stop when pay fails") { timeline in
        guard let failure = timeline.part("pay")?.endedAt else { return "pay was not called" }
        return timeline.overrun(of: "ship", after: failure, patience: .milliseconds(300))
    }
}
