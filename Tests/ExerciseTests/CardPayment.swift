import ExerciseJudges
import TestSupport

extension Answers {
    static let cardPayment = Answers(
        number: 15,
        shipped: [Self.declinedHangs, Self.switchedOffHangs],
        right: [
            Named(
                "resume on every path",
                .cardPayment { terminal in
                    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                        let isOn = terminal.charge { answer in
                            switch answer {
                            case .accepted: continuation.resume()
                            case .declined: continuation.resume(throwing: Declined())
                            }
                        }
                        if !isOn { continuation.resume(throwing: SwitchedOff()) }
                    }
                }
            )
        ],
        wrong: [
            Wrong(
                "forget that it can be off",
                .cardPayment { terminal in
                    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                        terminal.charge { answer in
                            continuation.resume(with: answer == .accepted ? .success(()) : .failure(Declined()))
                        }
                    }
                },
                faults: [Self.switchedOffHangs]
            ),
            Wrong(
                "resume as if it had been paid",
                .cardPayment { terminal in
                    await withCheckedContinuation { continuation in
                        if !terminal.charge(then: { _ in continuation.resume() }) { continuation.resume() }
                    }
                },
                faults: ["the call must throw Declined: it returned", "the call must throw SwitchedOff: it returned"]
            ),
            Wrong(
                "charge to see whether it is on, and charge again",
                .cardPayment { terminal in
                    guard terminal.charge(then: { _ in }) else { throw SwitchedOff() }
                    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                        terminal.charge { answer in
                            continuation.resume(with: answer == .accepted ? .success(()) : .failure(Declined()))
                        }
                    }
                },
                faults: [Self.acceptedHangs, Self.declinedHangs]
            ),
            Wrong(
                "wait only for so long",
                .cardPayment { terminal in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask {
                            await withCheckedContinuation { continuation in
                                terminal.charge { if $0 == .accepted { continuation.resume() } }
                            }
                        }
                        group.addTask {
                            try await Task.sleep(for: .milliseconds(500))
                            throw Declined()
                        }
                        defer { group.cancelAll() }
                        try await group.next()
                    }
                },
                faults: [Self.declinedHangs, Self.switchedOffHangs]
            ),
        ]
    )

    private static let acceptedHangs = "the call must return: it did not end"
    private static let declinedHangs = "the call must throw Declined: it did not end"
    private static let switchedOffHangs = "the call must throw SwitchedOff: it did not end"
}
