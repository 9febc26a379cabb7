import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

private struct Declined: Error {}
private struct SoldOut: Error {}

private struct Parcel {}
private struct Receipt {}

/// Needs 400 ms.
private func reserve() async throws -> Parcel {
    try await Task.sleep(for: .milliseconds(400))
    return Parcel()
}

/// Throws after 400 ms.
private func reserveLast() async throws -> Parcel {
    try await Task.sleep(for: .milliseconds(400))
    throw SoldOut()
}

/// Throws after 100 ms.
private func charge() async throws -> Receipt {
    try await Task.sleep(for: .milliseconds(100))
    throw Declined()
}

private func confirm(_ order: (Parcel, Receipt)) {}
private func confirm(_ order: (Receipt, Parcel)) {}

extension Lesson {
    static let whoWaitsForWhom = Lesson(
        number: 4,
        name: "who-waits-for-whom",
        title: "try await (a, b): who waits for whom",
        main: Variant(
            prompt: """
                Two children side by side: stock needs 400 ms, card throws after 100. Both are awaited in one line. When does the \
                call throw, and what becomes of stock?
                """,
            listing: """
                async let stock = tracked("stock") { try await reserve() }
                async let card = tracked("card") { try await charge() }
                let order = try await (stock, card)
                confirm(order)
                """,
            questions: [
                Question("the call", Self.callEnds, truth: 1),
                Question("stock", Self.stockEnds, truth: 1),
            ],
            why: """
                The two run side by side, but they are awaited one after the other, from left to right. Until stock has ended \
                nobody asks card: its error lies there for 300 ms.
                """,
            line: #line
        ) {
            async let stock = tracked("stock") { try await reserve() }
            async let card = tracked("card") { try await charge() }
            let order = try await (stock, card)
            confirm(order)
        },
        variants: [
            Variant(
                "(card, stock)",
                prompt: """
                    card, which throws after 100 ms, stands first in the tuple. When does the call throw, and what becomes of \
                    stock?
                    """,
                listing: """
                    async let stock = tracked("stock") { try await reserve() }
                    async let card = tracked("card") { try await charge() }
                    let order = try await (card, stock)
                    confirm(order)
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 0),
                    Question("stock", Self.stockEnds, truth: 0),
                ],
                why: """
                    Now card is awaited first, and its error is thrown when it comes. It leaves the scope in which stock was \
                    declared: stock is cancelled, and waited for.
                    """,
                line: #line
            ) {
                async let stock = tracked("stock") { try await reserve() }
                async let card = tracked("card") { try await charge() }
                let order = try await (card, stock)
                confirm(order)
            },
            Variant(
                "card declared first",
                prompt: """
                    card is declared before stock, and the tuple is (stock, card). When does the call throw, and what becomes of \
                    stock?
                    """,
                listing: """
                    async let card = tracked("card") { try await charge() }
                    async let stock = tracked("stock") { try await reserve() }
                    let order = try await (stock, card)
                    confirm(order)
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 1),
                    Question("stock", Self.stockEnds, truth: 1),
                ],
                why: """
                    A declaration starts a child, and waits for nothing. What counts is who is awaited first, and that is stock \
                    again.
                    """,
                line: #line
            ) {
                async let card = tracked("card") { try await charge() }
                async let stock = tracked("stock") { try await reserve() }
                let order = try await (stock, card)
                confirm(order)
            },
            Variant(
                "stock throws as well, after 400 ms",
                prompt: """
                    stock throws SoldOut after 400 ms, and card throws Declined after 100. When does the call throw, and which of \
                    the two errors?
                    """,
                listing: """
                    async let stock = tracked("stock") { try await reserveLast() }
                    async let card = tracked("card") { try await charge() }
                    let order = try await (stock, card)
                    confirm(order)
                    """,
                questions: [
                    Question(
                        "the call",
                        [
                            .ends("throws Declined when card does", .failed, after: 100, with: "card", throwing: "Declined()"),
                            .ends(
                                "throws Declined when stock has ended",
                                .failed,
                                after: 400,
                                with: "stock",
                                throwing: "Declined()"
                            ),
                            .ends("throws SoldOut when stock does", .failed, after: 400, with: "stock", throwing: "SoldOut()"),
                        ],
                        truth: 2
                    )
                ],
                why: """
                    stock is awaited first, and its error leaves the line. So nobody asks card: its error came 300 ms earlier, \
                    and is lost.
                    """,
                line: #line
            ) {
                async let stock = tracked("stock") { try await reserveLast() }
                async let card = tracked("card") { try await charge() }
                let order = try await (stock, card)
                confirm(order)
            },
        ],
        sources: ["SE-0317"]
    )

    private static let callEnds: [Question.Choice] = [
        .ends("throws when card does", .failed, after: 100, with: "card"),
        .ends("throws when stock has ended", .failed, after: 400, with: "stock"),
    ]
    private static let stockEnds: [Question.Choice] = [
        .ends("cancelled when card throws", .cancelled, after: 100, with: "card"),
        .ends("runs to its own end", .succeeded, after: 400),
    ]
}
