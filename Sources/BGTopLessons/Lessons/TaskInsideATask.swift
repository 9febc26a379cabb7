import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

/// Needs 400 ms. Notes which trace ID it has, at its beginning and at its end.
private func sendMail() async throws {
    noteTrace()
    try await Task.sleep(for: .milliseconds(400))
    noteTrace()
}

private func noteTrace() {
    BackgroundTaskContext.current?.annotate("trace", Trace.id ?? "none")
}

/// Needs longer than any customer waits.
private func pack() async throws {
    try await Task.sleep(for: .seconds(60))
}

extension Lesson {
    static let taskInsideATask = Lesson(
        number: 7,
        name: "task-inside-a-task",
        title: "A task inside a task",
        main: Variant(
            configuration: .init(),
            prompt: """
                An order mails its receipt in a Task {}, which needs 400 ms, and packs, which takes longer. After 100 ms the \
                customer cancels the order. What becomes of the mail, when does the order end, and which trace ID does the mail \
                have?
                """,
            listing: """
                let order = try await tasks.add("order") {
                    try await Trace.$id.withValue("t-17") {
                        Task {
                            try await tracked("mail") { try await sendMail() }
                        }
                        try await tracked("pack") { try await pack() }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
                """,
            questions: [
                Question("mail", Self.mailEnds, truth: 2),
                Question("order", Self.orderEnds, truth: 0),
                Question("trace", Self.mailSees, truth: 0),
            ],
            why: """
                A Task {} is nobody's child: no scope waits for it, and a request to stop the order does not reach it. It takes \
                along the priority, the actor where it uses one, and a copy of the task-local values, made when it is created.
                """,
            line: #line
        ) { tasks in
            let order = try await tasks.add("order") {
                try await Trace.$id.withValue("t-17") {
                    Task {
                        try await tracked("mail") { try await sendMail() }
                    }
                    try await tracked("pack") { try await pack() }
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            order.cancel()
        },
        variants: [
            Variant(
                "async let",
                configuration: .init(),
                prompt: """
                    The mail is an async let in place of a Task {}. After 100 ms the order is cancelled: what becomes of both, and \
                    which trace ID does the mail have?
                    """,
                listing: """
                    let order = try await tasks.add("order") {
                        try await Trace.$id.withValue("t-17") {
                            async let _ = tracked("mail") { try await sendMail() }
                            try await tracked("pack") { try await pack() }
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [
                    Question("mail", Self.mailEnds, truth: 0),
                    Question("order", Self.orderEnds, truth: 0),
                    Question("trace", Self.mailSees, truth: 0),
                ],
                why: """
                    async let makes a child: it is cancelled with its parent, and the scope that made it does not end before it. \
                    It has the task-local values too, so that none of those are lost by staying in the tree.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    try await Trace.$id.withValue("t-17") {
                        async let _ = tracked("mail") { try await sendMail() }
                        try await tracked("pack") { try await pack() }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
            Variant(
                "await mail.value in place of pack",
                configuration: .init(),
                prompt: """
                    The order does nothing but await the mail, and is cancelled after 100 ms. What becomes of the mail, and when \
                    and how does the order end?
                    """,
                listing: """
                    let order = try await tasks.add("order") {
                        let mail = Task {
                            try await tracked("mail") { try await sendMail() }
                        }
                        try await mail.value
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [
                    Question("mail", Self.mailEnds, truth: 1),
                    Question("order", Self.orderEnds, truth: 2),
                ],
                why: """
                    To wait for a task is not to be its parent: the request to stop reaches the order, which does nothing but \
                    wait, and is not passed on. value returns when the mail has ended, even to somebody who was asked to stop.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    let mail = Task {
                        try await tracked("mail") { try await sendMail() }
                    }
                    try await mail.value
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
            Variant(
                "a cancellation handler around that",
                configuration: .init(),
                prompt: """
                    The order has a handler that cancels the mail. After 100 ms the order is cancelled: what becomes of the mail, \
                    and when and how does the order end?
                    """,
                listing: """
                    let order = try await tasks.add("order") {
                        let mail = Task {
                            try await tracked("mail") { try await sendMail() }
                        }
                        try await withTaskCancellationHandler {
                            try await mail.value
                        } onCancel: {
                            mail.cancel()
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    """,
                questions: [
                    Question("mail", Self.mailEnds, truth: 0),
                    Question("order", Self.orderEnds, truth: 0),
                ],
                why: """
                    The handler passes the request on by hand, and value throws what the mail throws then. That is what a child \
                    has for nothing; where a Task {} cannot be avoided, it takes this handler.
                    """,
                line: #line
            ) { tasks in
                let order = try await tasks.add("order") {
                    let mail = Task {
                        try await tracked("mail") { try await sendMail() }
                    }
                    try await withTaskCancellationHandler {
                        try await mail.value
                    } onCancel: {
                        mail.cancel()
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
            },
            Variant(
                "a Task alone inside withValue",
                configuration: .init(),
                prompt: """
                    Only the creation of the Task stands inside withValue, and nobody cancels. Which trace ID does the mail have \
                    at its end, and when does the order end?
                    """,
                listing: """
                    try await tasks.add("order") {
                        let mail = Trace.$id.withValue("t-17") {
                            Task {
                                try await tracked("mail") { try await sendMail() }
                            }
                        }
                        try await mail.value
                    }
                    """,
                questions: [
                    Question("trace", Self.mailSees, truth: 0),
                    Question("order", Self.orderEnds, truth: 2),
                ],
                why: """
                    withValue has long returned when the mail looks for the last time, at its own end: the order itself has no \
                    trace ID by then. The mail has its copy, which lasts as long as the task.
                    """,
                line: #line
            ) { tasks in
                try await tasks.add("order") {
                    let mail = Trace.$id.withValue("t-17") {
                        Task {
                            try await tracked("mail") { try await sendMail() }
                        }
                    }
                    try await mail.value
                }
            },
        ],
        exercise: "no photo may outlive the call",
        sources: ["SE-0304", "SE-0311"]
    )

    private static let mailEnds: [Question.Choice] = [
        .ends("cancelled with the order", .cancelled, after: 100),
        .ends("runs to its own end, and the order waits for it", .succeeded, after: 400),
        .neverEnds("goes on, although the order has ended"),
    ]
    private static let orderEnds: [Question.Choice] = [
        .ends("cancelled at 100 ms", .cancelled, after: 100),
        .ends("cancelled, when the mail is sent", .cancelled, after: 400, with: "mail"),
        .ends("returns, when the mail is sent", .succeeded, after: 400, with: "mail"),
    ]
    private static let mailSees: [Question.Choice] = [
        .says("the mail has t-17", "t-17"),
        .says("the mail has none", "none"),
    ]
}
