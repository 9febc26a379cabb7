import BGTopTeaching
import BackgroundWork
import Synchronization

/// A bank that tells what a dollar costs. It is asked over the telephone, once.
package final class Bank: Sendable {
    private let rateDelay: Duration
    private let timeLimit: Duration
    private let cue: Cue?
    private let line = Mutex(Line.free)

    private enum Line {
        case free
        case waiting(CheckedContinuation<Double, any Error>)
        case over
    }

    static let rate = 1.09

    init(answersAfter rateDelay: Duration, timeLimit: Duration, cue: Cue? = nil) {
        self.rateDelay = rateDelay
        self.timeLimit = timeLimit
        self.cue = cue
    }

    /// Asks, and waits for the answer. Does not look whether it is cancelled.
    ///
    /// - Throws: ``HungUp`` as soon as somebody hangs up.
    package func rate() async throws -> Double {
        self.cue?.give()
        return try await tracked("rate") {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = self.line.withLock { line in
                    if case .over = line { return true }
                    line = .waiting(continuation)
                    return false
                }
                if isOver { return continuation.resume(throwing: HungUp()) }
                Work.call(after: self.rateDelay) { self.end(.success(Self.rate)) }
            }
        }
    }

    /// Ends the conversation, if there is one: ``rate()`` throws. May be called at any time, and more than once.
    package func hangUp() {
        self.end(.failure(HungUp()))
    }

    /// Waits until the time is over that the bank is given. Stops when it is cancelled.
    ///
    /// - Throws: ``TimedOut``.
    package func timeOut() async throws -> Never {
        try await Work.run("timer", for: self.timeLimit) { throw TimedOut() }
        // For the compiler, which does not know that this has been thrown.
        throw TimedOut()
    }

    private func end(_ result: Result<Double, any Error>) {
        let caller = self.line.withLock { line -> CheckedContinuation<Double, any Error>? in
            defer { line = .over }
            guard case .waiting(let caller) = line else { return nil }
            return caller
        }
        caller?.resume(with: result)
    }
}

extension Exercise {
    /// The sixth: a timeout as a race.
    package static func rateWithTimeout(_ rate: @escaping @Sendable (Bank) async throws -> Double) -> Exercise {
        let call = { @Sendable (bank: Bank) in
            let value = try await rate(bank)
            BackgroundTaskContext.current?.annotate("rate", "\(value)")
        }
        return Exercise(
            number: 6,
            goal: "a timeout must end the loser too",
            scenes: [
                Scene(
                    "the bank needs 600 ms, and its time is over after 100",
                    [
                        Self.hangsUp("rate must end when its time is over") { $0.part("timer")?.endedAt },
                        .callThrows(TimedOut()),
                        .nothingIsLeft,
                    ]
                ) { _ in
                    try await call(Bank(answersAfter: .milliseconds(600), timeLimit: .milliseconds(100)))
                },
                Scene("the bank needs 100 ms, and has 600", [Self.returnsRate, Self.timerStops, .nothingIsLeft]) { _ in
                    try await call(Bank(answersAfter: .milliseconds(100), timeLimit: .milliseconds(600)))
                },
                Scene(
                    "the call is cancelled after 100 ms",
                    [
                        Self.hangsUp("rate must end when the call is cancelled", at: \.cancelledAt), .callIsCancelled,
                        .nothingIsLeft,
                    ]
                ) { cue in
                    try await call(Bank(answersAfter: .milliseconds(600), timeLimit: .milliseconds(800), cue: cue))
                },
            ]
        )
    }

    private static func hangsUp(_ demand: String, at moment: @escaping @Sendable (Timeline) -> Duration?) -> Requirement {
        Requirement(demand) { timeline in
            guard timeline.part("rate") != nil else { return "the bank was not asked" }
            guard let moment = moment(timeline) else { return "that never came" }
            return timeline.overrun(of: "rate", after: moment, patience: .milliseconds(400))
        }
    }

    private static let returnsRate = Requirement("the call must return what the bank answers") { timeline in
        switch timeline.callEnding {
        case .returned where timeline.said["rate"] == "\(Bank.rate)": nil
        case .returned: "it returned something else"
        case .threw(let error): "it threw \(error)"
        case .hung: Requirement.hung
        }
    }

    private static let timerStops = Requirement("nobody must wait for the timer then") { timeline in
        guard let answer = timeline.part("rate")?.endedAt else { return nil }
        return timeline.overrun(of: "timer", after: answer, patience: .milliseconds(400))
    }
}
