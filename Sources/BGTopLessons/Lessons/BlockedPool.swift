import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents
import Dispatch
import Foundation

/// As many photos as the machine has cores: Swift's own pool has so many threads.
private let album = Array(1...max(2, ProcessInfo.processInfo.activeProcessorCount))

/// Keeps its thread for 400 ms, as a library does that knows nothing of async.
private func resize(_ photo: Int) {
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(400))
}

/// The same, in a function that says that it is concurrent.
@concurrent
private func resizeConcurrently(_ photo: Int) async {
    resize(photo)
}

/// Calls `body` on a thread of its own, and suspends until it has returned. Not on `DispatchQueue.global()`: on Linux that takes
/// its threads from where Swift's pool has its own, and in a process that has just begun there are too few for both.
private func onOwnThread(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            body()
            continuation.resume()
        }
    }
}

/// Needs no time.
private func send() {}

extension Lesson {
    static let blockedPool = Lesson(
        number: 13,
        name: "blocked-pool",
        title: "A pool whose threads are blocked",
        main: Variant(
            configuration: .init(instrumentation: .full, poolWidth: album.count),
            prompt: """
                An album has as many photos as the pool has threads, and resizing one blocks a thread for 400 ms. With \
                instrumentation: .full background tasks run on a pool of the library's own, and the server's code, such as the \
                last three lines, on Swift's. When is the receipt sent, and when does accepting end?
                """,
            listing: """
                // instrumentation: .full, poolWidth: album.count
                try await tasks.add("album") {
                    await withDiscardingTaskGroup { group in
                        for photo in album {
                            group.addTask { resize(photo) }  // blocks its thread
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                try await tasks.add("receipt") { send() }  // takes no time
                tasks.perform(.drain, by: Requester("SIGTERM"))
                """,
            questions: [
                Question("receipt", Self.receiptEnds(with: "accepting"), truth: 1),
                Question("accepting", Self.intakeEnds, truth: 0),
            ],
            why: """
                The receipt has got its place among the running, but no thread: the album has them all, and gives none back at \
                an await. Swift's own pool is another one, so the server goes on.
                """,
            line: #line
        ) { tasks in
            // instrumentation: .full, poolWidth: album.count
            try await tasks.add("album") {
                await withDiscardingTaskGroup { group in
                    for photo in album {
                        group.addTask { resize(photo) }  // blocks its thread
                    }
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            try await tasks.add("receipt") { send() }  // takes no time
            tasks.perform(.drain, by: Requester("SIGTERM"))
        },
        variants: [
            Variant(
                "instrumentation: .lifecycle",
                configuration: .init(instrumentation: .lifecycle),
                prompt: """
                    With instrumentation: .lifecycle background tasks run on Swift's own pool, as all else does. When is the \
                    receipt sent, and when does accepting end?
                    """,
                listing: """
                    // instrumentation: .lifecycle
                    try await tasks.add("album") {
                        await withDiscardingTaskGroup { group in
                            for photo in album {
                                group.addTask { resize(photo) }  // blocks its thread
                            }
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    try await tasks.add("receipt") { send() }  // takes no time
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question("receipt", Self.receiptEnds(with: nil), truth: 1),
                    Question("accepting", Self.intakeEnds, truth: 1),
                ],
                why: """
                    Now the album runs on Swift's pool, which on Linux has for each priority as many threads as the machine has \
                    cores, and blocks all of its own. The server's code, of the same priority, needs one after its sleep, and \
                    comes to its drain when the album is done.
                    """,
                line: #line
            ) { tasks in
                // instrumentation: .lifecycle
                try await tasks.add("album") {
                    await withDiscardingTaskGroup { group in
                        for photo in album {
                            group.addTask { resize(photo) }  // blocks its thread
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                try await tasks.add("receipt") { send() }  // takes no time
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "album.dropLast()",
                configuration: .init(instrumentation: .full, poolWidth: album.count),
                prompt: """
                    The album has one photo fewer than the pool has threads. When is the receipt sent, and when does accepting \
                    end?
                    """,
                listing: """
                    // instrumentation: .full, poolWidth: album.count
                    try await tasks.add("album") {
                        await withDiscardingTaskGroup { group in
                            for photo in album.dropLast() {
                                group.addTask { resize(photo) }  // blocks its thread
                            }
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    try await tasks.add("receipt") { send() }  // takes no time
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question("receipt", Self.receiptEnds(with: "accepting"), truth: 0),
                    Question("accepting", Self.intakeEnds, truth: 0),
                ],
                why: """
                    One thread is left, and what does not block needs it for moments only. It is the last thread whose blocking \
                    stops the pool.
                    """,
                line: #line
            ) { tasks in
                // instrumentation: .full, poolWidth: album.count
                try await tasks.add("album") {
                    await withDiscardingTaskGroup { group in
                        for photo in album.dropLast() {
                            group.addTask { resize(photo) }  // blocks its thread
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                try await tasks.add("receipt") { send() }  // takes no time
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "a @concurrent function",
                configuration: .init(instrumentation: .full, poolWidth: album.count),
                prompt: """
                    Each photo is resized in an async function that is marked @concurrent. When is the receipt sent, and when does \
                    accepting end?
                    """,
                listing: """
                    // instrumentation: .full, poolWidth: album.count
                    try await tasks.add("album") {
                        await withDiscardingTaskGroup { group in
                            for photo in album {
                                group.addTask { await resizeConcurrently(photo) }
                            }
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    try await tasks.add("receipt") { send() }  // takes no time
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question("receipt", Self.receiptEnds(with: "accepting"), truth: 1),
                    Question("accepting", Self.intakeEnds, truth: 0),
                ],
                why: """
                    A @concurrent function leaves its caller's actor for the pool that its task prefers: here still the \
                    library's. What blocks inside of an async function blocks a thread of the pool as before.
                    """,
                line: #line
            ) { tasks in
                // instrumentation: .full, poolWidth: album.count
                try await tasks.add("album") {
                    await withDiscardingTaskGroup { group in
                        for photo in album {
                            group.addTask { await resizeConcurrently(photo) }
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                try await tasks.add("receipt") { send() }  // takes no time
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
            Variant(
                "a thread of its own for each photo",
                configuration: .init(instrumentation: .full, poolWidth: album.count),
                prompt: """
                    Each photo is resized on a new thread, and its child task awaits that. When is the receipt sent, and when does \
                    accepting end?
                    """,
                listing: """
                    // instrumentation: .full, poolWidth: album.count
                    try await tasks.add("album") {
                        await withDiscardingTaskGroup { group in
                            for photo in album {
                                group.addTask { await onOwnThread { resize(photo) } }
                            }
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    try await tasks.add("receipt") { send() }  // takes no time
                    tasks.perform(.drain, by: Requester("SIGTERM"))
                    """,
                questions: [
                    Question("receipt", Self.receiptEnds(with: "accepting"), truth: 0),
                    Question("accepting", Self.intakeEnds, truth: 0),
                ],
                why: """
                    The photos block threads of their own, and the children suspend until those are done. A suspended task has \
                    no thread, so the pool is free.
                    """,
                line: #line
            ) { tasks in
                // instrumentation: .full, poolWidth: album.count
                try await tasks.add("album") {
                    await withDiscardingTaskGroup { group in
                        for photo in album {
                            group.addTask { await onOwnThread { resize(photo) } }
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                try await tasks.add("receipt") { send() }  // takes no time
                tasks.perform(.drain, by: Requester("SIGTERM"))
            },
        ],
        sources: ["SE-0417", "SE-0461"]
    )

    private static func receiptEnds(with lane: String?) -> [Question.Choice] {
        [
            .ends("is sent at 100 ms", .succeeded, after: 100, with: lane),
            .ends("is sent when the album is done", .succeeded, after: 400, with: "album"),
        ]
    }
    private static let intakeEnds: [Question.Choice] = [
        .ends("ends when SIGTERM comes, at 100 ms", .succeeded, after: 100),
        .ends("ends when the album is done", .succeeded, after: 400, with: "album"),
    ]
}
