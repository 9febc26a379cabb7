import Foundation

/// Tells how busy the machine is with other things.
public enum Metronome {
    /// How late something may be that is due every 10 ms, and for how long something may have waited for a processor. What differs by
    /// 100 ms is told apart then.
    private static let tolerable = Duration.milliseconds(40)
    /// For how long a machine that is busy is given the chance to be quiet.
    private static let patience = Duration.seconds(900)

    /// How a run was disturbed.
    public struct Disturbance: Sendable, CustomStringConvertible {
        /// By how much what was due every 10 ms was late at worst.
        let lateness: Duration
        /// For how long something waited for a processor, all in all; nil where the system does not say.
        let wait: Duration?

        var isTolerable: Bool {
            self.lateness <= Metronome.tolerable && self.wait ?? .zero <= Metronome.tolerable
        }

        public var description: String {
            "late by \(self.lateness), \(self.wait.map { "\($0)" } ?? "nobody knows how much") waited"
        }
    }

    /// Runs `body`, and again where it did not come out right while the machine was busy: what is stretched by as much as what tells
    /// two moments apart says nothing.
    ///
    /// That one thread was on time does not say that another was: what the system says of all of them counts as well.
    ///
    /// - Returns: What came of the last run, and what disturbed it.
    public static func undisturbed<Result: Sendable>(
        _ body: () async -> Result,
        isRight: (Result) -> Bool
    ) async -> (result: Result, disturbance: Disturbance) {
        var run = await Self.disturbance(of: body)
        let end = ContinuousClock.now + Self.patience
        while !run.disturbance.isTolerable, !isRight(run.result), ContinuousClock.now < end {
            run = await Self.disturbance(of: body)
        }
        return run
    }

    private static func disturbance<Result: Sendable>(
        of body: () async -> Result
    ) async -> (result: Result, disturbance: Disturbance) {
        let begun = ContinuousClock.now
        let ticking = Task { () -> Duration in
            // It may have waited for its first turn.
            var worst = ContinuousClock.now - begun
            while !Task.isCancelled {
                let due = ContinuousClock.now + .milliseconds(10)
                try? await Task.sleep(until: due, clock: .continuous)
                worst = max(worst, ContinuousClock.now - due)
            }
            return worst
        }
        let waitedBefore = Self.waited
        let result = await body()
        let waitedAfter = Self.waited
        ticking.cancel()
        var wait: Duration?
        if let waitedBefore, let waitedAfter { wait = waitedAfter - waitedBefore }
        return (result, Disturbance(lateness: await ticking.value, wait: wait))
    }

    /// For how long anything has waited for a processor since the system began: Linux's pressure stall information.
    private static var waited: Duration? {
        guard let text = try? String(contentsOfFile: "/proc/pressure/cpu", encoding: .utf8),
            let some = text.split(separator: "\n").first(where: { $0.hasPrefix("some ") }),
            let total = some.split(separator: "=").last.flatMap({ Int64($0) })
        else { return nil }
        return .microseconds(total)
    }
}
