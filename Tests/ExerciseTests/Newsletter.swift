import ExerciseJudges
import TestSupport

extension Answers {
    static let newsletter = Answers(
        number: 2,
        shipped: [Self.furtherLetters, Self.returns, Self.furtherLetters, Self.returns],
        right: [
            Named(
                "look before each letter",
                .newsletter { office in
                    for reader in office.readers {
                        try Task.checkCancellation()
                        try? await office.send(to: reader)
                    }
                }
            ),
            Named(
                "leave the loop, and look again",
                .newsletter { office in
                    for reader in office.readers where !Task.isCancelled {
                        do { try await office.send(to: reader) } catch is Bounced {}
                    }
                    try Task.checkCancellation()
                }
            ),
        ],
        wrong: [
            Wrong(
                "try in place of try?",
                .newsletter { office in
                    for reader in office.readers { try await office.send(to: reader) }
                },
                faults: [
                    Self.furtherLetters, Self.returns,
                    "every reader must get a letter, although one bounces: cora, dan, eva, finn got none",
                    "the call must return: it threw Bounced()",
                ]
            ),
            Wrong(
                "leave the loop, and say nothing",
                .newsletter { office in
                    for reader in office.readers {
                        if Task.isCancelled { break }
                        try? await office.send(to: reader)
                    }
                },
                faults: [Self.returns, Self.returns]
            ),
            Wrong(
                "wait for an error that does not come",
                .newsletter { office in
                    for reader in office.readers {
                        do {
                            try await office.send(to: reader)
                        } catch let error as CancellationError {
                            throw error
                        } catch {}
                    }
                },
                faults: [Self.furtherLetters, Self.returns, Self.furtherLetters, Self.returns]
            ),
            Wrong(
                "look after each letter that arrives",
                .newsletter { office in
                    for reader in office.readers {
                        do {
                            try await office.send(to: reader)
                            try Task.checkCancellation()
                        } catch is Bounced {}
                    }
                },
                faults: ["no further letter must be sent after the cancel: one was"]
            ),
            Wrong(
                "all at once",
                .newsletter { office in
                    await withDiscardingTaskGroup { group in
                        for reader in office.readers { group.addTask { try? await office.send(to: reader) } }
                    }
                    try Task.checkCancellation()
                },
                faults: ["there must be one letter at a time: there were 6"]
            ),
        ]
    )

    private static let furtherLetters = "no further letter must be sent after the cancel: N were"
    private static let returns = "the call must throw when it is cancelled: it returned, as if all had been done"
}
