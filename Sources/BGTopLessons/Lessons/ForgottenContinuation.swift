import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents

private let photo = "cat.jpeg"

/// A client that calls back when a photo is stored.
private struct Bucket {
    let delay: Duration

    func put(_ photo: String, then body: @escaping @Sendable () -> Void) {
        Task.detached { [delay] in
            try? await Task.sleep(for: delay)
            body()
        }
    }

    /// The same as a stream that has one element.
    func results(for photo: String) -> AsyncStream<Void> {
        AsyncStream { continuation in
            self.put(photo) {
                continuation.yield()
                continuation.finish()
            }
        }
    }
}

/// Has lost its connection: it does not call back as long as a run may take. Later it does, so that nothing is left behind.
private let bucket = Bucket(delay: .seconds(5))

/// Calls back after 300 ms.
private let mirror = Bucket(delay: .milliseconds(300))

extension Lesson {
    static let forgottenContinuation = Lesson(
        number: 15,
        name: "forgotten-continuation",
        title: "A continuation that nobody resumes",
        main: Variant(
            configuration: .init(shutdownGracePeriod: .milliseconds(100), uncooperativeAfter: .milliseconds(280)),
            prompt: """
                bucket.put takes a closure and calls it when the photo is stored; it has lost its connection and never will. \
                SIGTERM comes after 100 ms, and the grace period is 100 ms. When and how does the upload end, and when is the \
                shutdown over?
                """,
            listing: """
                // shutdownGracePeriod: .milliseconds(100)
                try await tasks.add("upload") {
                    await withCheckedContinuation { continuation in
                        bucket.put(photo) { continuation.resume() }  // never calls back
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
                """,
            questions: [
                Question("upload", Self.uploadEnds, truth: 1),
                Question("shutdown", Self.shutdownEnds, truth: 1),
            ],
            why: """
                Cancelling a task only tells it, and a task that waits for a continuation hears nothing without a cancellation \
                handler. A group waits for all of its children, so without abandonAfter the shutdown waits for ever.
                """,
            line: #line
        ) { tasks in
            // shutdownGracePeriod: .milliseconds(100)
            try await tasks.add("upload") {
                await withCheckedContinuation { continuation in
                    bucket.put(photo) { continuation.resume() }  // never calls back
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            tasks.perform(.drain, by: Requester("SIGTERM"))
        },
        variants: [
            Variant(
                "a timeout of 50 ms",
                configuration: .init(shutdownGracePeriod: .milliseconds(100), uncooperativeAfter: .milliseconds(280)),
                prompt: """
                    The upload has a timeout of 50 ms, and waits for a callback that never comes. When and how does it end, and \
                    when is the shutdown over?
                    """,
                listing: """
                    // shutdownGracePeriod: .milliseconds(100)
                    let options = BackgroundTaskOptions(timeout: .milliseconds(50))
                    try await tasks.add("upload", options: options) {
                        await withCheckedContinuation { continuation in
                            bucket.put(photo) { continuation.resume() }  // never calls back
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question(
                        "upload",
                        [
                            .ends("is ended by its timeout", .timedOut, after: 50),
                            .ends("is cancelled when the grace period is over", .cancelled, after: 200, with: "grace period"),
                            .neverEnds("never ends"),
                        ],
                        truth: 2
                    ),
                    Question("shutdown", Self.shutdownEnds, truth: 1),
                ],
                why: """
                    A timeout is a cancellation with another cause: it tells the task earlier, and the task does not hear it. \
                    Nothing can end a task from outside.
                    """,
                line: #line
            ) { tasks in
                // shutdownGracePeriod: .milliseconds(100)
                let options = BackgroundTaskOptions(timeout: .milliseconds(50))
                try await tasks.add("upload", options: options) {
                    await withCheckedContinuation { continuation in
                        bucket.put(photo) { continuation.resume() }  // never calls back
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "a mirror that calls back after 300 ms",
                configuration: .init(shutdownGracePeriod: .milliseconds(100), uncooperativeAfter: .milliseconds(280)),
                prompt: """
                    The grace period is over at 200 ms, and the mirror calls back at 300. When and how does the upload end, and \
                    when is the shutdown over?
                    """,
                listing: """
                    // shutdownGracePeriod: .milliseconds(100)
                    try await tasks.add("upload") {
                        await withCheckedContinuation { continuation in
                            mirror.put(photo) { continuation.resume() }  // after 300 ms
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question(
                        "upload",
                        [
                            .ends("is cancelled when the grace period is over", .cancelled, after: 200, with: "grace period"),
                            .ends("succeeds when the mirror calls back", .succeeded, after: 300),
                            .ends("is cancelled when the mirror calls back", .cancelled, after: 300),
                        ],
                        truth: 1
                    ),
                    Question(
                        "shutdown",
                        [
                            .ends("ends when the grace period is over", .succeeded, after: 200, with: "grace period"),
                            .ends("ends when the mirror calls back", .succeeded, after: 300, with: "upload"),
                            .neverEnds("never ends"),
                        ],
                        truth: 1
                    ),
                ],
                why: """
                    The task was asked to stop at 200 ms and did not hear it. Its continuation is resumed at 300 ms, it returns, \
                    and who returns has succeeded; the shutdown has waited for that.
                    """,
                line: #line
            ) { tasks in
                // shutdownGracePeriod: .milliseconds(100)
                try await tasks.add("upload") {
                    await withCheckedContinuation { continuation in
                        mirror.put(photo) { continuation.resume() }  // after 300 ms
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "an AsyncStream",
                configuration: .init(shutdownGracePeriod: .milliseconds(100), uncooperativeAfter: .milliseconds(280)),
                prompt: """
                    The upload waits for an AsyncStream that has no element. When and how does it end, and when is the shutdown \
                    over?
                    """,
                listing: """
                    // shutdownGracePeriod: .milliseconds(100)
                    try await tasks.add("upload") {
                        for await _ in bucket.results(for: photo) {}  // no element comes
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question(
                        "upload",
                        [
                            .ends("throws when the grace period is over", .cancelled, after: 200, with: "grace period"),
                            .ends("returns when the grace period is over", .succeeded, after: 200, with: "grace period"),
                            .neverEnds("never ends"),
                        ],
                        truth: 1
                    ),
                    Question("shutdown", Self.shutdownEnds, truth: 0),
                ],
                why: """
                    Waiting for an AsyncStream does hear of it: a cancellation ends the loop. It ends as if the stream were \
                    over, so the upload counts as a success; check Task.isCancelled after the loop.
                    """,
                line: #line
            ) { tasks in
                // shutdownGracePeriod: .milliseconds(100)
                try await tasks.add("upload") {
                    for await _ in bucket.results(for: photo) {}  // no element comes
                }
                try await Task.sleep(for: .milliseconds(100))
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
        ],
        exercise: "the call must end on every path",
        sources: ["SE-0300", "SE-0314"]
    )

    private static let uploadEnds: [Question.Choice] = [
        .ends("is cancelled when the grace period is over", .cancelled, after: 200, with: "grace period"),
        .neverEnds("never ends"),
    ]
    private static let shutdownEnds: [Question.Choice] = [
        .ends("ends when the grace period is over", .succeeded, after: 200, with: "grace period"),
        .neverEnds("never ends"),
    ]
}
