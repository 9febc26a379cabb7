import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

private struct Declined: Error {}

/// Throws after 100 ms.
private func pay() async throws {
    try await Task.sleep(for: .milliseconds(100))
    throw Declined()
}

/// Needs 300 ms.
private func ship() async throws {
    try await Task.sleep(for: .milliseconds(300))
}

extension Lesson {
    static let oneChildThrows = Lesson(
        number: 3,
        name: "one-child-throws",
        title: "One child throws",
        main: Variant(
            prompt:
                "Two children: pay throws after 100 ms, ship needs 300. When does the call throw, and what becomes of ship?",
            listing: """
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await pay() }
                    group.addTrackedTask("ship") { try await ship() }
                    try await group.waitForAll()
                }
                """,
            questions: [
                Question("the call", Self.callEnds, truth: 1),
                Question("ship", Self.shipEnds, truth: 1),
            ],
            why: """
                waitForAll() lets every child end, and throws the first error then. In such a group an error cancels the rest only \
                when it leaves the body.
                """,
            line: #line
        ) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTrackedTask("pay") { try await pay() }
                group.addTrackedTask("ship") { try await ship() }
                try await group.waitForAll()
            }
        },
        variants: [
            Variant(
                "for try await _ in group {}",
                prompt: """
                    The body takes the results of its children in a loop, as they come. When and how does the call end, and what \
                    becomes of ship?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("pay") { try await pay() }
                        group.addTrackedTask("ship") { try await ship() }
                        for try await _ in group {}
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 0),
                    Question("ship", Self.shipEnds, truth: 0),
                ],
                why: """
                    The loop throws what the child threw, as soon as it did. The error leaves the body, so that the group cancels the \
                    rest and waits for it.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await pay() }
                    group.addTrackedTask("ship") { try await ship() }
                    for try await _ in group {}
                }
            },
            Variant(
                "no await in the body",
                prompt:
                    "The body adds pay and ship, and is at its end. When and how does the call end, and what becomes of ship?",
                listing: """
                    await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("pay") { try await pay() }
                        group.addTrackedTask("ship") { try await ship() }
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 2),
                    Question("ship", Self.shipEnds, truth: 1),
                ],
                why: """
                    The group waits for its children at the closing brace, and throws away what they threw: nobody asked for it. \
                    The error is lost, and the call returns.
                    """,
                line: #line
            ) {
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await pay() }
                    group.addTrackedTask("ship") { try await ship() }
                }
            },
            Variant(
                "withThrowingDiscardingTaskGroup",
                prompt: """
                    The same two children, in a group that keeps no results. When and how does the call end, and what becomes of \
                    ship?
                    """,
                listing: """
                    try await withThrowingDiscardingTaskGroup { group in
                        group.addTrackedTask("pay") { try await pay() }
                        group.addTrackedTask("ship") { try await ship() }
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 0),
                    Question("ship", Self.shipEnds, truth: 0),
                ],
                why: """
                    A discarding group has no results that anybody could ask for, so the first error cancels the rest at once, and \
                    is thrown when they have ended.
                    """,
                line: #line
            ) {
                try await withThrowingDiscardingTaskGroup { group in
                    group.addTrackedTask("pay") { try await pay() }
                    group.addTrackedTask("ship") { try await ship() }
                }
            },
        ],
        exercise: "ship must stop when pay fails",
        sources: ["SE-0304", "SE-0381"]
    )

    private static let callEnds: [Question.Choice] = [
        .ends("throws when pay does", .failed, after: 100, with: "pay"),
        .ends("throws when ship has ended", .failed, after: 300, with: "ship"),
        .ends("returns when ship has ended", .succeeded, after: 300, with: "ship"),
    ]
    private static let shipEnds: [Question.Choice] = [
        .ends("cancelled when pay throws", .cancelled, after: 100, with: "pay"),
        .ends("runs to its own end", .succeeded, after: 300),
    ]
}
