import ExerciseJudges
import TestSupport

extension Answers {
    static let rateWithTimeout = Answers(
        number: 6,
        shipped: [Self.tooLate, Self.cancelledTooLate],
        right: [
            Named(
                "hang up when the child is cancelled",
                .rateWithTimeout { bank in
                    try await withThrowingTaskGroup(of: Double.self) { group in
                        group.addTask {
                            try await withTaskCancellationHandler {
                                try await bank.rate()
                            } onCancel: {
                                bank.hangUp()
                            }
                        }
                        group.addTask { try await bank.timeOut() }
                        defer { group.cancelAll() }
                        return try await group.next()!
                    }
                }
            ),
            Named(
                "hang up where the body ends",
                .rateWithTimeout { bank in
                    try await withThrowingTaskGroup(of: Double.self) { group in
                        group.addTask { try await bank.rate() }
                        group.addTask { try await bank.timeOut() }
                        defer {
                            group.cancelAll()
                            bank.hangUp()
                        }
                        return try await group.next()!
                    }
                }
            ),
        ],
        wrong: [
            Wrong(
                "hang up when the group has ended",
                .rateWithTimeout { bank in
                    defer { bank.hangUp() }
                    return try await withThrowingTaskGroup(of: Double.self) { group in
                        group.addTask { try await bank.rate() }
                        group.addTask { try await bank.timeOut() }
                        defer { group.cancelAll() }
                        return try await group.next()!
                    }
                },
                faults: [Self.tooLate, Self.cancelledTooLate]
            ),
            Wrong(
                "hang up when the call is cancelled",
                .rateWithTimeout { bank in
                    try await withTaskCancellationHandler {
                        try await withThrowingTaskGroup(of: Double.self) { group in
                            group.addTask { try await bank.rate() }
                            group.addTask { try await bank.timeOut() }
                            defer { group.cancelAll() }
                            return try await group.next()!
                        }
                    } onCancel: {
                        bank.hangUp()
                    }
                },
                faults: [Self.tooLate]
            ),
            Wrong(
                "hang up when the time is over, and only then",
                .rateWithTimeout { bank in
                    try await withThrowingTaskGroup(of: Double.self) { group in
                        group.addTask { try await bank.rate() }
                        group.addTask { try await bank.timeOut() }
                        defer { group.cancelAll() }
                        do {
                            return try await group.next()!
                        } catch let error as TimedOut {
                            bank.hangUp()
                            throw error
                        }
                    }
                },
                faults: [Self.cancelledTooLate]
            ),
            Wrong(
                "leave the loser behind",
                .rateWithTimeout { bank in
                    let (rates, continuation) = AsyncThrowingStream<Double, any Error>.makeStream()
                    Task { continuation.yield(try await bank.rate()) }
                    Task {
                        do {
                            try await bank.timeOut()
                        } catch {
                            continuation.finish(throwing: error)
                        }
                    }
                    for try await rate in rates { return rate }
                    throw CancellationError()
                },
                faults: [
                    "rate must end when its time is over: it went on when the call had ended",
                    "all work must be over when the call has ended: rate went on",
                    "nobody must wait for the timer then: it went on when the call had ended",
                    "all work must be over when the call has ended: timer went on",
                    "rate must end when the call is cancelled: it went on when the call had ended",
                    "all work must be over when the call has ended: rate, timer went on",
                ]
            ),
        ]
    )

    private static let tooLate = "rate must end when its time is over: it ran on for N ms"
    private static let cancelledTooLate = "rate must end when the call is cancelled: it ran on for N ms"
}
