import BackgroundWork
import ExerciseJudges
import TestSupport

extension Answers {
    static let checkingOut = Answers(
        number: 3,
        shipped: ["ship must stop when pay fails: it ran on for N ms"],
        right: [
            Named(
                "ask for each result",
                .checkingOut { shop in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await shop.pay() }
                        group.addTask { try await shop.ship() }
                        for try await _ in group {}
                    }
                }
            ),
            Named(
                "a discarding group",
                .checkingOut { shop in
                    try await withThrowingDiscardingTaskGroup { group in
                        group.addTask { try await shop.pay() }
                        group.addTask { try await shop.ship() }
                    }
                }
            ),
            Named(
                "names of one's own",
                .checkingOut { shop in
                    try await withThrowingDiscardingTaskGroup { group in
                        group.addTrackedTask("pay") { try await shop.pay() }
                        group.addTrackedTask("ship") { try await shop.ship() }
                    }
                }
            ),
            Named(
                "async let, pay first",
                .checkingOut { shop in
                    async let shipment: Void = shop.ship()
                    try await shop.pay()
                    try await shipment
                }
            ),
        ],
        wrong: [
            Wrong(
                "one after the other",
                .checkingOut { shop in
                    try await shop.pay()
                    try await shop.ship()
                },
                faults: ["pay and ship must run at the same time: ship was begun when another had ended"]
            ),
            Wrong(
                "async let, ship first",
                .checkingOut { shop in
                    async let payment: Void = shop.pay()
                    async let shipment: Void = shop.ship()
                    _ = try await (shipment, payment)
                },
                faults: ["ship must stop when pay fails: it ran on for N ms"]
            ),
            Wrong(
                "a task of its own",
                .checkingOut { shop in
                    let shipment = Task { try await shop.ship() }
                    try await shop.pay()
                    try await shipment.value
                },
                faults: [
                    "ship must stop when pay fails: it went on when the call had ended",
                    "all work must be over when the call has ended: ship went on",
                ]
            ),
            Wrong(
                "cancel the rest whatever the first did",
                .checkingOut { shop in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await shop.pay() }
                        group.addTask { try await shop.ship() }
                        try await group.next()
                        group.cancelAll()
                    }
                },
                faults: ["pay and ship must be done: ship was cancelled"]
            ),
            Wrong(
                "keep the error",
                .checkingOut { shop in
                    await withTaskGroup(of: Bool.self) { group in
                        group.addTask { (try? await shop.pay()) != nil }
                        group.addTask { (try? await shop.ship()) != nil }
                        for await isDone in group where !isDone { group.cancelAll() }
                    }
                },
                faults: ["the call must throw Declined: it returned"]
            ),
        ]
    )
}
