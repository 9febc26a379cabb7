import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents
import Dispatch

/// Asks a mail server that is busy. Says whether it was called by somebody who had been asked to stop.
private func send() async -> Bool {
    BackgroundTaskContext.current?.annotate(
        "send()",
        Task.isCancelled ? "called after the cancel" : "not called after the cancel"
    )
    return false
}

/// Waits 200 ms for a callback, and does not look whether it was asked to stop.
private func rest() async {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(200)) { continuation.resume() }
    }
}

/// Needs 100 ms.
private func leave() async throws {
    try await Task.sleep(for: .milliseconds(100))
}

extension Lesson {
    static let retryIsCancelled = Lesson(
        number: 2,
        name: "retry-is-cancelled",
        title: "A retry is cancelled",
        main: Variant(
            prompt: """
                The mail server is busy: send() returns false at once, so retry asks it three times, with pauses of 200 ms. After \
                100 ms the customer leaves, and retry is cancelled. When and how does it end, and does it call send() again?
                """,
            listing: """
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("retry") {
                        for _ in 1...3 {
                            if await send() { return }
                            try? await Task.sleep(for: .milliseconds(200))
                        }
                    }
                    try await tracked("customer") { try await leave() }
                    group.cancelAll()
                }
                """,
            questions: [
                Question("retry", Self.retryEnds, truth: 1),
                Question("send()", Self.sendIsCalled, truth: 1),
            ],
            why: """
                Cancelling stops nobody: it sets a flag, and calls cancellation handlers. Task.sleep has one, and throws at \
                once; try? throws the error away, and the loop goes on without its pauses.
                """,
            line: #line
        ) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTrackedTask("retry") {
                    for _ in 1...3 {
                        if await send() { return }
                        try? await Task.sleep(for: .milliseconds(200))
                    }
                }
                try await tracked("customer") { try await leave() }
                group.cancelAll()
            }
        },
        variants: [
            Variant(
                "try in place of try?",
                prompt: """
                    Before the pause stands try, and not try?; all else is as it was. When and how does retry end, and does it call \
                    send() again after the cancel?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("retry") {
                            for _ in 1...3 {
                                if await send() { return }
                                try await Task.sleep(for: .milliseconds(200))
                            }
                        }
                        try await tracked("customer") { try await leave() }
                        group.cancelAll()
                    }
                    """,
                questions: [
                    Question("retry", Self.retryEnds, truth: 0),
                    Question("send()", Self.sendIsCalled, truth: 0),
                ],
                why: """
                    Task.sleep ends early and throws, and try lets the error out of the loop and of the child. A child that \
                    throws after it was asked to stop is shown as cancelled.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("retry") {
                        for _ in 1...3 {
                            if await send() { return }
                            try await Task.sleep(for: .milliseconds(200))
                        }
                    }
                    try await tracked("customer") { try await leave() }
                    group.cancelAll()
                }
            },
            Variant(
                "while !Task.isCancelled",
                prompt: """
                    retry asks for as long as it is not cancelled, which it is after 100 ms. When and how does it end, and does it \
                    call send() again after the cancel?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("retry") {
                            while !Task.isCancelled {
                                if await send() { return }
                                try? await Task.sleep(for: .milliseconds(200))
                            }
                        }
                        try await tracked("customer") { try await leave() }
                        group.cancelAll()
                    }
                    """,
                questions: [
                    Question("retry", Array(Self.retryEnds.prefix(2)) + [.neverEnds("never ends")], truth: 1),
                    Question("send()", Self.sendIsCalled, truth: 0),
                ],
                why: """
                    The loop looks at the flag itself, and ends. The child returns, and what returns has succeeded: the group \
                    cannot tell it from one whose mail was sent.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("retry") {
                        while !Task.isCancelled {
                            if await send() { return }
                            try? await Task.sleep(for: .milliseconds(200))
                        }
                    }
                    try await tracked("customer") { try await leave() }
                    group.cancelAll()
                }
            },
            Variant(
                "rest(), which awaits a callback",
                prompt: """
                    A pause is now 200 ms of waiting for a callback. When and how does retry end, and does it call send() again \
                    after the cancel?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("retry") {
                            for _ in 1...3 {
                                if await send() { return }
                                await rest()  // 200 ms, then a timer calls back
                            }
                        }
                        try await tracked("customer") { try await leave() }
                        group.cancelAll()
                    }
                    """,
                questions: [
                    Question("retry", Self.retryEnds, truth: 2),
                    Question("send()", Self.sendIsCalled, truth: 1),
                ],
                why: """
                    rest() waits for its callback and has no cancellation handler, and nobody else ends its wait. So retry ends \
                    when it would have ended anyway.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("retry") {
                        for _ in 1...3 {
                            if await send() { return }
                            await rest()  // 200 ms, then a timer calls back
                        }
                    }
                    try await tracked("customer") { try await leave() }
                    group.cancelAll()
                }
            },
            Variant(
                "cancelAll() as the first line",
                prompt: """
                    The group is cancelled before retry is added to it. When and how does retry end, and is send() called at all?
                    """,
                listing: """
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.cancelAll()
                        group.addTrackedTask("retry") {
                            for _ in 1...3 {
                                if await send() { return }
                                try? await Task.sleep(for: .milliseconds(200))
                            }
                        }
                        try await tracked("customer") { try await leave() }
                    }
                    """,
                questions: [
                    Question(
                        "retry",
                        [
                            .ends("cancelled at once", .cancelled, after: 0),
                            .ends("returns at once", .succeeded, after: 0),
                            .ends("returns when customer has left", .succeeded, after: 100, with: "customer"),
                            .ends("returns after three pauses", .succeeded, after: 600),
                        ],
                        truth: 1
                    ),
                    Question(
                        "send()",
                        [.says("is not called", "not called after the cancel"), .says("is called", "called after the cancel")],
                        truth: 1
                    ),
                ],
                why: """
                    A child of a cancelled group is started all the same, with the flag set from the beginning. Nobody looks at \
                    it but Task.sleep, so that send() is called again and again without a pause.
                    """,
                line: #line
            ) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.cancelAll()
                    group.addTrackedTask("retry") {
                        for _ in 1...3 {
                            if await send() { return }
                            try? await Task.sleep(for: .milliseconds(200))
                        }
                    }
                    try await tracked("customer") { try await leave() }
                }
            },
        ],
        exercise: "a cancel must stop the newsletter",
        sources: ["SE-0304"]
    )

    private static let retryEnds: [Question.Choice] = [
        .ends("cancelled when customer leaves", .cancelled, after: 100, with: "customer"),
        .ends("returns when customer leaves", .succeeded, after: 100, with: "customer"),
        .ends("returns after three pauses", .succeeded, after: 600),
    ]
    private static let sendIsCalled: [Question.Choice] = [
        .says("is not called again", "not called after the cancel"),
        .says("is called again", "called after the cancel"),
    ]
}
