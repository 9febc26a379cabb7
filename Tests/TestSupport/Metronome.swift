/// Tells how busy the machine is with other things.
public enum Metronome {
    /// How late something may be that is due every 10 ms. What differs by 100 ms is told apart then.
    private static let tolerance = Duration.milliseconds(40)

    /// Runs `body`, and again where it did not come out right while the machine was busy: what is stretched by as much as what tells
    /// two moments apart says nothing.
    ///
    /// - Returns: What came of the last run, and by how much what was due every 10 ms was late in it at worst.
    public static func undisturbed<Result: Sendable>(
        _ body: () async -> Result,
        isRight: (Result) -> Bool
    ) async -> (result: Result, lateness: Duration) {
        var run = await Self.lateness(during: body)
        for _ in 0..<20 where run.lateness > Self.tolerance && !isRight(run.result) {
            run = await Self.lateness(during: body)
        }
        return run
    }

    private static func lateness<Result: Sendable>(
        during body: () async -> Result
    ) async -> (result: Result, lateness: Duration) {
        let ticking = Task { () -> Duration in
            var worst = Duration.zero
            while !Task.isCancelled {
                let due = ContinuousClock.now + .milliseconds(10)
                try? await Task.sleep(until: due, clock: .continuous)
                worst = max(worst, ContinuousClock.now - due)
            }
            return worst
        }
        let result = await body()
        ticking.cancel()
        return (result, await ticking.value)
    }
}
