import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents
import Foundation
import Synchronization

/// What is written to it is shown below the lanes. As in a server's log, a line carries the trace ID of whoever writes it.
private final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    private let task = BackgroundTaskContext.current

    func write(_ line: String) {
        self.lines.withLock { lines in
            lines.append(line + (Trace.id.map { " (\($0))" } ?? ""))
            self.task?.annotate("the log", lines.joined(separator: ", "))
        }
    }

    /// As `tracked`, with a cancellation handler that writes the name to the log.
    func onCancel(
        _ name: String,
        fileID: StaticString = #fileID,
        line: UInt = #line,
        operation: () async throws -> Void
    ) async throws {
        try await tracked(name, fileID: fileID, line: line) {
            try await withTaskCancellationHandler {
                try await operation()
            } onCancel: {
                self.write(name)
            }
        }
    }
}

/// Needs longer than any customer waits.
private func pack() async throws {
    try await Task.sleep(for: .seconds(60))
}

/// Needs longer than any customer waits.
private func pay() async throws {
    try await Task.sleep(for: .seconds(60))
}

/// Needs 300 ms, and ends no sooner for being asked to stop.
private func lookUp() async {
    await Task { try? await Task.sleep(for: .milliseconds(300)) }.value
}

/// Blocks the thread that calls it for 200 ms.
private func closeConnection() {
    Thread.sleep(forTimeInterval: 0.2)
}

extension Lesson {
    static let cancellationHandlers = Lesson(
        number: 9,
        name: "cancellation-handlers",
        title: "Who calls a cancellation handler, and when",
        main: Variant(
            prompt: """
                log.onCancel runs what is in its braces, with a cancellation handler that writes the name to the log. After 100 \
                ms, while the order packs and pays, it is cancelled. In which order do the four lines come into the log?
                """,
            listing: """
                let log = Log()
                let order = Task {
                    try await log.onCancel("order") {
                        async let _ = log.onCancel("pack") { try await pack() }
                        try await log.onCancel("pay") { try await pay() }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
                log.write("cancel() returned")
                _ = await order.result
                """,
            questions: [
                Question(
                    "the log",
                    [
                        .says("cancel() returned, order, pack, pay", "cancel() returned, order, pack, pay"),
                        .says("order, pack, pay, cancel() returned", "order, pack, pay, cancel() returned"),
                        .says("pay, pack, order, cancel() returned", "pay, pack, order, cancel() returned"),
                    ],
                    truth: 2
                )
            ],
            why: """
                cancel() calls the handlers itself, and returns when the last one has. Swift 6.3 goes from the scope opened last \
                to the first: pay, the child pack, the order around both; children of one group hear in the order in which they \
                were added. The language promises no order.
                """,
            line: #line
        ) {
            let log = Log()
            let order = Task {
                try await log.onCancel("order") {
                    async let _ = log.onCancel("pack") { try await pack() }
                    try await log.onCancel("pay") { try await pay() }
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            order.cancel()
            log.write("cancel() returned")
            _ = await order.result
        },
        variants: [
            Variant(
                "a handler that blocks for 200 ms",
                prompt: """
                    The handler around pay() blocks its thread for 200 ms. When does cancel() return, which is called after 100 \
                    ms, and when is pack cancelled?
                    """,
                listing: """
                    let order = Task {
                        async let _ = tracked("pack") { try await pack() }
                        try await withTaskCancellationHandler {
                            try await pay()
                        } onCancel: {
                            closeConnection()  // blocks its thread for 200 ms
                        }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    await tracked("cancel()") { order.cancel() }
                    _ = await order.result
                    """,
                questions: [
                    Question(
                        "cancel()",
                        [
                            .ends("returns at once", .succeeded, after: 100),
                            .ends("returns when the handler has", .succeeded, after: 300, with: "the call"),
                        ],
                        truth: 1
                    ),
                    Question(
                        "pack",
                        [
                            .ends("cancelled at once", .cancelled, after: 100),
                            .ends("cancelled when the handler has returned", .cancelled, after: 300, with: "cancel()"),
                        ],
                        truth: 1
                    ),
                ],
                why: """
                    The handler holds up whoever cancels, perhaps the thread that answers requests, and all that hears later: \
                    pack, which was begun before it. So a handler sets a flag, or begins to close and does not wait.
                    """,
                line: #line
            ) {
                let order = Task {
                    async let _ = tracked("pack") { try await pack() }
                    try await withTaskCancellationHandler {
                        try await pay()
                    } onCancel: {
                        closeConnection()  // blocks its thread for 200 ms
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                await tracked("cancel()") { order.cancel() }
                _ = await order.result
            },
            Variant(
                "two trace IDs",
                prompt: """
                    The order is made under the trace ID customer, and cancelled under admin. Which of them does the handler's \
                    line in the log carry?
                    """,
                listing: """
                    let log = Log()  // a line carries the trace ID of who writes it
                    let order = Trace.$id.withValue("customer") {
                        Task { try await log.onCancel("pay") { try await pay() } }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    Trace.$id.withValue("admin") { order.cancel() }
                    _ = await order.result
                    """,
                questions: [
                    Question(
                        "the log",
                        [
                            .says("pay (customer): the task that is cancelled", "pay (customer)"),
                            .says("pay (admin): the task that cancels", "pay (admin)"),
                            .says("pay: neither of them", "pay"),
                        ],
                        truth: 1
                    )
                ],
                why: """
                    The handler is called by cancel(), in the task of whoever cancels, and sees the task-local values of that \
                    task. Its line in the log carries a foreign trace ID, unless it has kept its own.
                    """,
                line: #line
            ) {
                let log = Log()  // a line carries the trace ID of who writes it
                let order = Trace.$id.withValue("customer") {
                    Task { try await log.onCancel("pay") { try await pay() } }
                }
                try await Task.sleep(for: .milliseconds(100))
                Trace.$id.withValue("admin") { order.cancel() }
                _ = await order.result
            },
            Variant(
                "lookUp() first, which needs 300 ms",
                prompt: """
                    The order is cancelled during lookUp(), before it comes to pay. What is in the log at the end, and what \
                    becomes of pay?
                    """,
                listing: """
                    let log = Log()
                    let order = Task {
                        await lookUp()  // needs 300 ms, and does not heed cancellation
                        try await log.onCancel("pay") { try await pay() }
                    }
                    try await Task.sleep(for: .milliseconds(100))
                    order.cancel()
                    log.write("cancel() returned")
                    _ = await order.result
                    """,
                questions: [
                    Question(
                        "the log",
                        [
                            .says("cancel() returned, and nothing else", "cancel() returned"),
                            .says("cancel() returned, pay", "cancel() returned, pay"),
                            .says("pay, cancel() returned", "pay, cancel() returned"),
                        ],
                        truth: 1
                    ),
                    Question(
                        "pay",
                        [
                            .isUnseen("is not called"),
                            .ends("is called, and throws at once", .cancelled, after: 300),
                        ],
                        truth: 1
                    ),
                ],
                why: """
                    cancel() finds no handler, and returns. A handler that comes to a task that is cancelled already is called \
                    there and then; what is in the braces is called all the same, and pay throws as soon as it looks.
                    """,
                line: #line
            ) {
                let log = Log()
                let order = Task {
                    await lookUp()  // needs 300 ms, and does not heed cancellation
                    try await log.onCancel("pay") { try await pay() }
                }
                try await Task.sleep(for: .milliseconds(100))
                order.cancel()
                log.write("cancel() returned")
                _ = await order.result
            },
        ],
        sources: ["SE-0304"]
    )
}
