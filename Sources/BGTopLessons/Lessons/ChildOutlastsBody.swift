import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

/// Needs 400 ms.
private func mail() async throws {
    try await Task.sleep(for: .milliseconds(400))
}

/// Needs 100 ms.
private func answer() async throws {
    try await Task.sleep(for: .milliseconds(100))
}

extension Lesson {
    static let childOutlastsBody = Lesson(
        number: 1,
        name: "child-outlasts-body",
        title: "A child outlasts the body",
        main: Variant(
            prompt: """
                A child sends a mail and needs 400 ms for it. The body answers the customer in 100 ms, and is at its end. When \
                does the call return, and what becomes of the mail?
                """,
            listing: """
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("mail") { try await mail() }
                    try await tracked("answer") { try await answer() }
                }
                """,
            questions: [
                Question("the call", Self.callEnds, truth: 1),
                Question("mail", Self.mailEnds, truth: 1),
            ],
            why: """
                A group does not let go of the call before its last child has ended, whatever the body does. A body that returns \
                cancels nobody: the child works on as if nothing had happened.
                """,
            line: #line
        ) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTrackedTask("mail") { try await mail() }
                try await tracked("answer") { try await answer() }
            }
        },
        variants: [
            Variant(
                "return, and no answer",
                prompt: """
                    The body returns as soon as it has added the mail, which needs 400 ms. When does the call return, and what \
                    becomes of the mail?
                    """,
                listing: """
                    await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("mail") { try await mail() }
                        return
                    }
                    """,
                questions: [
                    Question(
                        "the call",
                        [
                            .ends("returns at once", .succeeded, after: 0),
                            .ends("returns when mail has ended", .succeeded, after: 400, with: "mail"),
                        ],
                        truth: 1
                    ),
                    Question(
                        "mail",
                        [
                            .ends("cancelled at once", .cancelled, after: 0),
                            .ends("runs to its own end", .succeeded, after: 400),
                        ],
                        truth: 1
                    ),
                ],
                why: """
                    A return leaves the body, and then the group waits, as at the closing brace. Nobody needs to await a child \
                    for the group to wait for it.
                    """,
                line: #line
            ) {
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("mail") { try await mail() }
                    return
                }
            },
            Variant(
                "the answer after the closing brace",
                prompt: "The answer, which needs 100 ms, stands behind the closing brace of the group. When does it end?",
                listing: """
                    await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("mail") { try await mail() }
                    }
                    try await tracked("answer") { try await answer() }
                    """,
                questions: [
                    Question(
                        "answer",
                        [
                            .ends("ends after 100 ms, while mail works", .succeeded, after: 100),
                            .ends("ends after 500 ms, begun after mail", .succeeded, after: 500),
                        ],
                        truth: 1
                    )
                ],
                why: """
                    The closing brace is where the waiting is done. What stands behind it begins when the mail has been sent, \
                    and the customer waits for both.
                    """,
                line: #line
            ) {
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("mail") { try await mail() }
                }
                try await tracked("answer") { try await answer() }
            },
            Variant(
                "group.cancelAll() as the last line",
                prompt: """
                    When the answer is out, after 100 ms, the body cancels the group. When does the call return, and what becomes \
                    of the mail?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("mail") { try await mail() }
                        try await tracked("answer") { try await answer() }
                        group.cancelAll()
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 0),
                    Question("mail", Self.mailEnds, truth: 0),
                ],
                why: """
                    The group waits for the child here as well, but not for long: asked to stop, mail() stops. The wait is as \
                    short as the children make it.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("mail") { try await mail() }
                    try await tracked("answer") { try await answer() }
                    group.cancelAll()
                }
            },
            Variant(
                "Task {} in place of addTrackedTask",
                prompt: """
                    The mail, which needs 400 ms, is sent in a Task {} inside the body. When does the call return, and what \
                    becomes of the mail?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        Task { try await tracked("mail") { try await mail() } }
                        try await tracked("answer") { try await answer() }
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 0),
                    Question(
                        "mail",
                        [
                            .ends("cancelled when answer has ended", .cancelled, after: 100, with: "answer"),
                            .ends("runs to its own end before the call returns", .succeeded, after: 400),
                            .neverEnds("is still at work when the call returns"),
                        ],
                        truth: 2
                    ),
                ],
                why: """
                    A Task {} is nobody's child, wherever it is written. Nothing waits for it: the call returns while the mail \
                    is under way, and never learns what became of it.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    Task { try await tracked("mail") { try await mail() } }
                    try await tracked("answer") { try await answer() }
                }
            },
        ],
        sources: ["SE-0304"]
    )

    private static let callEnds: [Question.Choice] = [
        .ends("returns after 100 ms, when answer has ended", .succeeded, after: 100, with: "answer"),
        .ends("returns after 400 ms, when mail has run to its end", .succeeded, after: 400, with: "mail"),
    ]
    private static let mailEnds: [Question.Choice] = [
        .ends("cancelled when answer has ended", .cancelled, after: 100, with: "answer"),
        .ends("runs to its own end", .succeeded, after: 400),
    ]
}
