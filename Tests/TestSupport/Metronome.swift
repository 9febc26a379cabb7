import Foundation

/// Tells how busy the machine is with other things.
public enum Metronome {
    /// How long, in each second, something may have waited for a processor.
    private static let tolerableWait = Duration.milliseconds(200)
    /// How late something may be that is due every 10 ms. What differs by 100 ms is told apart then.
    private static let tolerableLateness = Duration.milliseconds(40)

    /// How a run was disturbed.
    public struct Disturbance: Sendable, CustomStringConvertible {
        /// By how much what was due every 10 ms was late at worst.
        let lateness: Duration
        /// For how long in each second something waited for a processor; nil where the system does not say.
        let wait: Duration?

        var isTolerable: Bool {
            self.lateness <= Metronome.tolerableLateness && self.wait ?? .zero <= Metronome.tolerableWait
        }

        public var description: String {
            "late by \(self.lateness), \(self.wait.map { "\($0)" } ?? "nobody knows how much") of each second waited"
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
        for _ in 0..<20 where !run.disturbance.isTolerable && !isRight(run.result) {
            run = await Self.disturbance(of: body)
        }
        return run
    }

    private static func disturbance<Result: Sendable>(
        of body: () async -> Result
    ) async -> (result: Result, disturbance: Disturbance) {
        let ticking = Task { () -> Duration in
            var worst = Duration.zero
            while !Task.isCancelled {
                let due = ContinuousClock.now + .milliseconds(10)
                try? await Task.sleep(until: due, clock: .continuous)
                worst = max(worst, ContinuousClock.now - due)
            }
            return worst
        }
        let (start, waitedBefore) = (ContinuousClock.now, Self.waited)
        let result = await body()
        let (elapsed, waitedAfter) = (ContinuousClock.now - start, Self.waited)
        ticking.cancel()
        var wait: Duration?
        if let waitedBefore, let waitedAfter { wait = (waitedAfter - waitedBefore) / (elapsed / .seconds(1)) }
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
