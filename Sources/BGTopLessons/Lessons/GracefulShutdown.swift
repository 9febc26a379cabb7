import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

/// Sends a mail, which needs 300 ms.
private func send() async throws {
    try await Task.sleep(for: .milliseconds(300))
}

/// Needs 100 ms.
private func shrink() async throws {
    try await Task.sleep(for: .milliseconds(100))
}

/// Looks for new mail, which needs 20 ms. Returns at once when the task is cancelled: so the loop around it ends in one way, whether the
/// request finds it in here or out there.
private func fetch() async {
    try? await Task.sleep(for: .milliseconds(20))
}

extension Lesson {
    static let gracefulShutdown = Lesson(
        number: 14,
        name: "graceful-shutdown",
        title: "A graceful shutdown",
        main: Variant(
            configuration: .init(maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)),
            prompt: """
                One task runs at a time, so the thumbnail is queued behind the receipt. SIGTERM comes after 100 ms, and the server \
                asks its background tasks for a graceful shutdown. What becomes of the task that runs, of the one that is queued, \
                and of the one that is submitted afterwards?
                """,
            listing: """
                // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                try await tasks.add("receipt") { try await send() }  // 300 ms
                try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
                try await tasks.add("survey") { try await send() }
                """,
            questions: [
                Question("receipt", Self.receiptEnds, truth: 1),
                Question("thumbnail", Self.thumbnailEnds, truth: 1),
                Question("survey", Self.surveyEnds, truth: 0),
            ],
            why: """
                A graceful shutdown closes the intake. What was accepted before goes on until the grace period is over: the \
                receipt runs to its end, and the thumbnail is started after it.
                """,
            line: #line
        ) { tasks in
            // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
            try await tasks.add("receipt") { try await send() }  // 300 ms
            try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
            try await Task.sleep(for: .milliseconds(100))
            tasks.perform(.drain, by: Requester("SIGTERM"))
            try await tasks.add("survey") { try await send() }
        },
        variants: [
            Variant(
                "shutdownGracePeriod: .zero",
                configuration: .init(maximumRunning: 1, shutdownGracePeriod: .zero),
                prompt: """
                    There is no grace period, and SIGTERM comes after 100 ms. What becomes of the receipt, which runs, and of the \
                    thumbnail, which is queued?
                    """,
                listing: """
                    // maximumRunning: 1, shutdownGracePeriod: .zero
                    try await tasks.add("receipt") { try await send() }  // 300 ms
                    try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question("receipt", Self.receiptEnds, truth: 0),
                    Question("thumbnail", Self.thumbnailEnds, truth: 0),
                ],
                why: """
                    Cancellation is what comes after the grace period, and that is over at once. What runs is asked to stop, and \
                    what is queued is never called.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, shutdownGracePeriod: .zero
                try await tasks.add("receipt") { try await send() }  // 300 ms
                try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "queuedOnShutdown: .discard",
                configuration: .init(maximumRunning: 1, shutdownGracePeriod: .milliseconds(500), queuedOnShutdown: .discard),
                prompt: """
                    The grace period is 500 ms, and queuedOnShutdown is .discard. What becomes of the receipt, which runs, and of \
                    the thumbnail, which is queued?
                    """,
                listing: """
                    // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                    // queuedOnShutdown: .discard
                    try await tasks.add("receipt") { try await send() }  // 300 ms
                    try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question("receipt", Self.receiptEnds, truth: 1),
                    Question("thumbnail", Self.thumbnailEnds, truth: 0),
                ],
                why: """
                    Here the grace period is only for what runs; what is queued is given up as soon as the shutdown begins, and \
                    the report of the shutdown names it.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                // queuedOnShutdown: .discard
                try await tasks.add("receipt") { try await send() }  // 300 ms
                try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "a loop until Task.isCancelled",
                configuration: .init(maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)),
                prompt: """
                    An inbox loops until it is cancelled, and the thumbnail is queued behind it. SIGTERM comes after 100 ms: when \
                    and how do the two end?
                    """,
                listing: """
                    // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                    try await tasks.add("inbox") {
                        while !Task.isCancelled { await fetch() }  // 20 ms each
                    }
                    try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question(
                        "inbox",
                        [
                            .ends("ends when SIGTERM comes", .succeeded, after: 100, with: "accepting"),
                            .ends("ends when the grace period is over", .succeeded, after: 600, with: "grace period"),
                            .neverEnds("never ends"),
                        ],
                        truth: 1
                    ),
                    Question(
                        "thumbnail",
                        [
                            .ends("is never called: discarded when SIGTERM comes", .discarded, after: 100, with: "accepting"),
                            .ends("runs after SIGTERM, to its own end", .succeeded, after: 200),
                            .ends(
                                "is never called: discarded after the grace period",
                                .discarded,
                                after: 600,
                                with: "grace period"
                            ),
                        ],
                        truth: 2
                    ),
                ],
                why: """
                    A graceful shutdown cancels nobody before the grace period is over, so the loop uses all of it and keeps the \
                    queue waiting. Work without an end has to be told of the shutdown in another way.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                try await tasks.add("inbox") {
                    while !Task.isCancelled { await fetch() }  // 20 ms each
                }
                try await tasks.add("thumbnail") { try await shrink() }  // 100 ms
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "a receipt that submits the survey",
                configuration: .init(maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)),
                prompt: """
                    When its mail is sent, after 300 ms, the receipt submits a survey. SIGTERM comes after 100 ms: what becomes of \
                    the receipt, and of the survey?
                    """,
                listing: """
                    // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                    try await tasks.add("receipt") {
                        try await send()  // 300 ms
                        try await tasks.add("survey") { try await send() }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question(
                        "receipt",
                        [
                            .ends("is cancelled when SIGTERM comes", .cancelled, after: 100, with: "accepting"),
                            .ends("returns when the mail is sent", .succeeded, after: 300),
                            .ends("throws when the mail is sent", .failed, after: 300),
                        ],
                        truth: 2
                    ),
                    Question("survey", Self.surveyEnds, truth: 0),
                ],
                why: """
                    The intake is closed for everybody, for tasks that are being drained as well. add throws, and the receipt \
                    with it, although its mail is sent.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, shutdownGracePeriod: .milliseconds(500)
                try await tasks.add("receipt") {
                    try await send()  // 300 ms
                    try await tasks.add("survey") { try await send() }
                }
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
        ],
        sources: []
    )

    private static let receiptEnds: [Question.Choice] = [
        .ends("is cancelled when SIGTERM comes", .cancelled, after: 100, with: "accepting"),
        .ends("runs to its own end", .succeeded, after: 300),
    ]
    private static let thumbnailEnds: [Question.Choice] = [
        .ends("is never called: discarded when SIGTERM comes", .discarded, after: 100, with: "accepting"),
        .ends("follows the receipt, and runs to its own end", .succeeded, after: 400),
        .ends("is never called: discarded at 300 ms, after the receipt", .discarded, after: 300, with: "receipt"),
    ]
    private static let surveyEnds: [Question.Choice] = [
        .isRefused("is refused"),
        .ends("runs last, to its own end", .succeeded, after: 600),
        .ends("is accepted, and discarded after the grace period", .discarded, after: 600, with: "grace period"),
    ]
}
