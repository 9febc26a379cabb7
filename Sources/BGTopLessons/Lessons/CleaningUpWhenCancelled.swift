import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

/// Needs longer than any customer waits.
private func ship() async throws {
    try await Task.sleep(for: .seconds(60))
}

/// Needs 200 ms.
private func refund() async throws {
    try await Task.sleep(for: .milliseconds(200))
}

/// Needs longer than anybody waits: the bank does not answer.
private func refundUnanswered() async throws {
    try await Task.sleep(for: .seconds(5))
}

extension Lesson {
    static let cleaningUpWhenCancelled = Lesson(
        number: 10,
        name: "cleaning-up-when-cancelled",
        title: "Cleaning up after a cancellation",
        main: Variant(
            configuration: Self.impatient,
            prompt: """
                An order that cannot be shipped is refunded, which needs 200 ms. After 100 ms, while it is being shipped, the \
                customer cancels the order. What becomes of the refund, and when does the order end?
                """,
            listing: """
                let order = try await tasks.add("order") {
                    do {
                        try await tracked("ship") { try await ship() }
                    } catch {
                        try await tracked("refund") { try await refund() }
                        throw error
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
                """,
            questions: [
                Question("refund", Self.refundEnds, truth: 0),
                Question("order", Self.orderEnds, truth: 0),
            ],
            why: """
                A cancelled task stays cancelled: what heeds that, as Task.sleep does, throws at once, in catch as anywhere else. \
                The money is not paid back, and nothing in the code shows it.
                """,
            line: #line
        ) { tasks in
            let order = try await tasks.add("order") {
                do {
                    try await tracked("ship") { try await ship() }
                } catch {
                    try await tracked("refund") { try await refund() }
                    throw error
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            order.cancel()
        },
        variants: [
            Variant(
                "the refund in a child task",
                configuration: Self.impatient,
                prompt: "The refund is made in a child task, an async let. What becomes of it, and when does the order end?",
                listing: """
                    let order = try await tasks.add("order") {
                        do {
                            try await tracked("ship") { try await ship() }
                        } catch {
                            async let done: Void = tracked("refund") { try await refund() }
                            try await done
                            throw error
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [
                    Question("refund", Self.refundEnds, truth: 0),
                    Question("order", Self.orderEnds, truth: 0),
                ],
                why: """
                    A child of a cancelled task is born cancelled, and so is one in a new group. In Swift 6.3, what heeds \
                    cancellation and is to outlast it has to be outside of the tree.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    do {
                        try await tracked("ship") { try await ship() }
                    } catch {
                        async let done: Void = tracked("refund") { try await refund() }
                        try await done
                        throw error
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
            Variant(
                "Task { … }.value",
                configuration: Self.impatient,
                prompt: """
                    The refund is made in a Task {}, and the order awaits its value. What becomes of the refund, and when does the \
                    order end?
                    """,
                listing: """
                    let order = try await tasks.add("order") {
                        do {
                            try await tracked("ship") { try await ship() }
                        } catch {
                            try await Task {
                                try await tracked("refund") { try await refund() }
                            }.value
                            throw error
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [
                    Question("refund", Self.refundEnds, truth: 1),
                    Question("order", Self.orderEnds, truth: 1),
                ],
                why: """
                    A Task {} inherits no cancellation, so that the refund is made, and the order waits for it. That is the \
                    price: the order ends no sooner than the refund, and nobody can hurry either of them.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    do {
                        try await tracked("ship") { try await ship() }
                    } catch {
                        try await Task {
                            try await tracked("refund") { try await refund() }
                        }.value
                        throw error
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
            Variant(
                "Task { … } that nobody waits for",
                configuration: Self.impatient,
                prompt: "The refund, which needs 200 ms, is made in a Task {} that nobody awaits. When does the order end?",
                listing: """
                    let order = try await tasks.add("order") {
                        do {
                            try await tracked("ship") { try await ship() }
                        } catch {
                            Task { try await tracked("refund") { try await refund() } }
                            throw error
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [Question("order", Self.orderEnds, truth: 0)],
                why: """
                    Nobody waits for the refund: what it throws is lost, and a process that ends with its last order ends in the \
                    middle of it. Whether it has a lane is chance: the order may have ended before it begins.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    do {
                        try await tracked("ship") { try await ship() }
                    } catch {
                        Task { try await tracked("refund") { try await refund() } }
                        throw error
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
            Variant(
                "Task { … }.value, and a silent bank",
                configuration: Self.impatient,
                prompt: """
                    The refund is made in a Task {} whose value is awaited, and the bank never answers. When does the order end?
                    """,
                listing: """
                    let order = try await tasks.add("order") {
                        do {
                            try await tracked("ship") { try await ship() }
                        } catch {
                            try await Task {
                                try await tracked("refund") { try await refundUnanswered() }
                            }.value
                            throw error
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [
                    Question(
                        "order",
                        [
                            .ends("cancelled at 100 ms", .cancelled, after: 100),
                            .neverEnds("does not end: a shutdown hangs on it"),
                        ],
                        truth: 1
                    )
                ],
                why: """
                    The order waits for a task that no request to stop reaches: a second one changes nothing, nor does a \
                    shutdown. What is kept from cancellation needs a time limit of its own.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    do {
                        try await tracked("ship") { try await ship() }
                    } catch {
                        try await Task {
                            try await tracked("refund") { try await refundUnanswered() }
                        }.value
                        throw error
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
        ],
        sources: ["SE-0304"]
    )

    /// What does not end is given up at once when the lesson's time is over.
    private static let impatient = BackgroundTasks.Configuration(shutdownGracePeriod: .zero, uncooperativeAfter: .zero)

    private static let refundEnds: [Question.Choice] = [
        .ends("cancelled at once", .cancelled, after: 100),
        .ends("is made, at 300 ms", .succeeded, after: 300),
    ]
    private static let orderEnds: [Question.Choice] = [
        .ends("cancelled at 100 ms", .cancelled, after: 100),
        .ends("cancelled, when the refund is made", .cancelled, after: 300, with: "refund"),
    ]
}
