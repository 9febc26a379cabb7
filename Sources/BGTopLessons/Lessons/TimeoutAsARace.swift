import BGTopTeaching
import BackgroundWork
import BackgroundWorkEvents
import Dispatch
import Synchronization

private struct TimedOut: Error {}
private struct HungUp: Error {}

/// A payment gateway that calls back.
private final class Gateway: Sendable {
    private let delay: DispatchTimeInterval
    private let caller = Mutex<CheckedContinuation<Void, any Error>?>(nil)

    init(answersAfter milliseconds: Int) {
        self.delay = .milliseconds(milliseconds)
    }

    /// Waits for the callback, and does not look whether it was asked to stop. To be called once.
    func pay() async throws {
        try await withCheckedThrowingContinuation { continuation in
            self.caller.withLock { $0 = continuation }
            DispatchQueue.global().asyncAfter(deadline: .now() + self.delay) { self.answer(.success(())) }
        }
    }

    /// Ends the wait of whoever is in ``pay()``: it throws.
    func hangUp() {
        self.answer(.failure(HungUp()))
    }

    private func answer(_ result: Result<Void, any Error>) {
        let caller = self.caller.withLock { $0.take() }
        caller?.resume(with: result)
    }
}

/// Throws when its time is over.
private func timeOut(after milliseconds: Int) async throws {
    try await Task.sleep(for: .milliseconds(milliseconds))
    throw TimedOut()
}

extension Lesson {
    static let timeoutAsARace = Lesson(
        number: 6,
        name: "timeout-as-a-race",
        title: "A timeout as a race",
        main: Variant(
            prompt: """
                A payment needs 400 ms, and the shop will not wait longer than 100: timer throws then. The body takes what comes \
                first. When and how does the call end, and what becomes of the payment?
                """,
            listing: """
                let gateway = Gateway(answersAfter: 400)  // ms, then calls back
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await gateway.pay() }
                    group.addTrackedTask("timer") { try await timeOut(after: 100) }
                    try await group.next()
                    group.cancelAll()
                }
                """,
            questions: [
                Question("the call", Self.callEnds, truth: 1),
                Question("pay", Self.payEnds, truth: 1),
            ],
            why: """
                timer wins, and pay is cancelled; but a callback comes when it comes, and the group waits for it. After 400 ms \
                the call says that it timed out, and the money has been paid.
                """,
            line: #line
        ) {
            let gateway = Gateway(answersAfter: 400)  // ms, then calls back
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTrackedTask("pay") { try await gateway.pay() }
                group.addTrackedTask("timer") { try await timeOut(after: 100) }
                try await group.next()
                group.cancelAll()
            }
        },
        variants: [
            Variant(
                "onCancel: { gateway.hangUp() }",
                prompt: """
                    A cancellation handler hangs up, whereupon pay() throws. When and how does the call end, and what becomes of \
                    pay?
                    """,
                listing: """
                    let gateway = Gateway(answersAfter: 400)  // ms, then calls back
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("pay") {
                            try await withTaskCancellationHandler(
                                operation: { try await gateway.pay() },
                                onCancel: { gateway.hangUp() }  // pay() throws at once
                            )
                        }
                        group.addTrackedTask("timer") { try await timeOut(after: 100) }
                        try await group.next()
                        group.cancelAll()
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 0),
                    Question("pay", Self.payEnds, truth: 0),
                ],
                why: """
                    The handler runs when the child is cancelled, and ends what the child waits for. A timeout is as quick as \
                    its loser is to stop.
                    """,
                line: #line
            ) {
                let gateway = Gateway(answersAfter: 400)  // ms, then calls back
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") {
                        try await withTaskCancellationHandler(
                            operation: { try await gateway.pay() },
                            onCancel: { gateway.hangUp() }  // pay() throws at once
                        )
                    }
                    group.addTrackedTask("timer") { try await timeOut(after: 100) }
                    try await group.next()
                    group.cancelAll()
                }
            },
            Variant(
                "pay in a Task {}, awaited by the child",
                prompt: """
                    The payment is a Task {} outside the group, and the child pay awaits its value. When and how does the call \
                    end, and what becomes of the child?
                    """,
                listing: """
                    let gateway = Gateway(answersAfter: 400)  // ms, then calls back
                    let payment = Task { try await gateway.pay() }
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("pay") { try await payment.value }
                        group.addTrackedTask("timer") { try await timeOut(after: 100) }
                        try await group.next()
                        group.cancelAll()
                    }
                    """,
                questions: [
                    Question("the call", Self.callEnds, truth: 1),
                    Question("pay", Self.payEnds, truth: 1),
                ],
                why: """
                    The group does not wait for the Task {}, but for the child, and that awaits its value. Such a wait does not \
                    look at the flag either: it ends when the other task does.
                    """,
                line: #line
            ) {
                let gateway = Gateway(answersAfter: 400)  // ms, then calls back
                let payment = Task { try await gateway.pay() }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await payment.value }
                    group.addTrackedTask("timer") { try await timeOut(after: 100) }
                    try await group.next()
                    group.cancelAll()
                }
            },
            Variant(
                "a quick gateway, and no cancelAll()",
                prompt: "The gateway answers at once, and nobody cancels the timer of 100 ms. When and how does the call end?",
                listing: """
                    let gateway = Gateway(answersAfter: 0)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTrackedTask("pay") { try await gateway.pay() }
                        group.addTrackedTask("timer") { try await timeOut(after: 100) }
                        try await group.next()
                    }
                    """,
                questions: [
                    Question(
                        "the call",
                        [
                            .ends("returns when pay has ended", .succeeded, after: 0, with: "pay"),
                            .ends("returns when timer has ended", .succeeded, after: 100, with: "timer"),
                            .ends("throws TimedOut when timer does", .failed, after: 100, with: "timer"),
                        ],
                        truth: 1
                    )
                ],
                why: """
                    pay wins and next() returns, but timer is still there, and the group waits for it: each payment that wins \
                    takes as long as the timeout. Nobody hears that timer throws, because next() is not called again.
                    """,
                line: #line
            ) {
                let gateway = Gateway(answersAfter: 0)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await gateway.pay() }
                    group.addTrackedTask("timer") { try await timeOut(after: 100) }
                    try await group.next()
                }
            },
        ],
        exercise: "a timeout must end the loser too",
        sources: ["SE-0300", "SE-0304"]
    )

    private static let callEnds: [Question.Choice] = [
        .ends("throws TimedOut at 100 ms, when timer does", .failed, after: 100, with: "timer"),
        .ends("throws TimedOut at 400 ms, when pay has run to its end", .failed, after: 400, with: "pay"),
        .ends("returns when pay has run to its end", .succeeded, after: 400, with: "pay"),
    ]
    private static let payEnds: [Question.Choice] = [
        .ends("cancelled when timer throws", .cancelled, after: 100, with: "timer"),
        .ends("runs to its own end", .succeeded, after: 400),
    ]
}
