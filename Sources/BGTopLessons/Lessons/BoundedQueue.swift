import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

/// Needs 100 ms.
private func shrink() async throws {
    try await Task.sleep(for: .milliseconds(100))
}

extension Lesson {
    static let boundedQueue = Lesson(
        number: 12,
        name: "bounded-queue",
        title: "A bounded queue against an unbounded one",
        main: Variant(
            configuration: .init(maximumRunning: 1, maximumQueued: 1),
            prompt: """
                A command imports four photos, and stops accepting work when it has submitted them all. Each needs 100 ms; one \
                runs at a time, and one may be queued. When is the loop through, and what becomes of the fourth photo?
                """,
            listing: """
                // maximumRunning: 1, maximumQueued: 1
                for number in 1...4 {
                    try await tasks.add("photo \\(number)") { try await shrink() }
                }
                tasks.perform(.drain, by: Requester("the import"))
                """,
            questions: [
                Question("accepting", Self.loopEnds, truth: 1),
                Question("photo 4", Self.lastPhotoEnds, truth: 0),
            ],
            why: """
                add waits until there is room, so whoever submits is slowed down to the pace of the work. Photo 4 gets into the \
                queue when photo 2 ends and photo 3 leaves it.
                """,
            line: #line
        ) { tasks in
            // maximumRunning: 1, maximumQueued: 1
            for number in 1...4 {
                try await tasks.add("photo \(number)") { try await shrink() }
            }
            tasks.perform(.drain, by: Requester("the import"))
        },
        variants: [
            Variant(
                "maximumQueued: .max",
                configuration: .init(maximumRunning: 1, maximumQueued: .max),
                prompt: """
                    The queue has no limit, and still one photo runs at a time. When is the loop through, and when does photo 4 \
                    end?
                    """,
                listing: """
                    // maximumRunning: 1, maximumQueued: .max
                    for number in 1...4 {
                        try await tasks.add("photo \\(number)") { try await shrink() }
                    }
                    tasks.perform(.drain, by: Requester("the import"))
                    """,
                questions: [
                    Question("accepting", Self.loopEnds, truth: 0),
                    Question(
                        "photo 4",
                        [
                            .ends("ends at 200 ms, since it was accepted at once", .succeeded, after: 200, with: "photo 2"),
                            .ends("ends at 400 ms, as with the bounded queue", .succeeded, after: 400),
                        ],
                        truth: 1
                    ),
                ],
                why: """
                    A queue without a limit takes everything at once and makes nothing faster: the photos wait in it instead of \
                    the loop. Nobody tells the loop to slow down.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, maximumQueued: .max
                for number in 1...4 {
                    try await tasks.add("photo \(number)") { try await shrink() }
                }
                tasks.perform(.drain, by: Requester("the import"))
            },
            Variant(
                "addUnlessFull",
                configuration: .init(maximumRunning: 1, maximumQueued: 1),
                prompt: """
                    addUnlessFull stands in place of add, and does not wait. When is the loop through, and what becomes of photo \
                    4?
                    """,
                listing: """
                    // maximumRunning: 1, maximumQueued: 1
                    for number in 1...4 {
                        _ = try tasks.addUnlessFull("photo \\(number)") {
                            try await shrink()
                        }
                    }
                    tasks.perform(.drain, by: Requester("the import"))
                    """,
                questions: [
                    Question("accepting", Self.loopEnds, truth: 0),
                    Question("photo 4", Self.lastPhotoEnds, truth: 1),
                ],
                why: """
                    It never waits: where there is no room it returns nil, at once. One photo runs, one is queued, two are \
                    refused, and the caller knows it while it can still do something about it.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, maximumQueued: 1
                for number in 1...4 {
                    _ = try tasks.addUnlessFull("photo \(number)") {
                        try await shrink()
                    }
                }
                tasks.perform(.drain, by: Requester("the import"))
            },
            Variant(
                "maximumQueued: 0",
                configuration: .init(maximumRunning: 1, maximumQueued: 0),
                prompt: "No photo may be queued, and one may run. When is the loop through, and what becomes of photo 4?",
                listing: """
                    // maximumRunning: 1, maximumQueued: 0
                    for number in 1...4 {
                        try await tasks.add("photo \\(number)") { try await shrink() }
                    }
                    tasks.perform(.drain, by: Requester("the import"))
                    """,
                questions: [
                    Question("accepting", Self.loopEnds, truth: 2),
                    Question("photo 4", Self.lastPhotoEnds, truth: 0),
                ],
                why: """
                    Without a queue add returns when its task gets a place among the running, and photo 4 gets that when photo 3 \
                    ends. What was accepted runs at once.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, maximumQueued: 0
                for number in 1...4 {
                    try await tasks.add("photo \(number)") { try await shrink() }
                }
                tasks.perform(.drain, by: Requester("the import"))
            },
            Variant(
                "the loop in a background task",
                configuration: .init(maximumRunning: 1, maximumQueued: 1),
                prompt: """
                    The loop is a background task as well: one may run, and one may be queued. When does import end, and what \
                    becomes of photo 1?
                    """,
                listing: """
                    // maximumRunning: 1, maximumQueued: 1
                    try await tasks.add("import") {
                        for number in 1...4 {
                            try await tasks.add("photo \\(number)") { try await shrink() }
                        }
                    }
                    """,
                questions: [
                    Question(
                        "import",
                        [
                            .ends("ends at once", .succeeded, after: 0),
                            .ends("ends when photo 2 has ended", .succeeded, after: 200, with: "photo 2"),
                            .neverEnds("never ends"),
                        ],
                        truth: 2
                    ),
                    Question(
                        "photo 1",
                        [
                            .ends("runs to its own end", .succeeded, after: 100),
                            .neverEnds("never starts"),
                        ],
                        truth: 1
                    ),
                ],
                why: """
                    The import has the only place, photo 1 is queued behind it, and add waits for room for photo 2. That comes \
                    when the import ends, and the import ends when that has come.
                    """,
                line: #line
            ) { tasks in
                // maximumRunning: 1, maximumQueued: 1
                try await tasks.add("import") {
                    for number in 1...4 {
                        try await tasks.add("photo \(number)") { try await shrink() }
                    }
                }
            },
        ],
        sources: []
    )

    private static let loopEnds: [Question.Choice] = [
        .ends("the loop is through at once", .succeeded, after: 0),
        .ends("the loop is through when photo 2 has ended", .succeeded, after: 200, with: "photo 2"),
        .ends("the loop is through when photo 3 has ended", .succeeded, after: 300, with: "photo 3"),
        .ends("the loop is through when photo 4 has ended", .succeeded, after: 400, with: "photo 4"),
    ]
    private static let lastPhotoEnds: [Question.Choice] = [
        .ends("is accepted, and runs to its end", .succeeded, after: 400),
        .isRefused("is refused, because the queue is full"),
        .ends("is accepted, and discarded", .discarded, after: 300, with: "photo 3"),
    ]
}
