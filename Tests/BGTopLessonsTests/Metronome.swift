/// Tells how busy the machine is with other things.
enum Metronome {
    /// Runs `body`.
    ///
    /// - Returns: What it returns, and by how much what was due every 10 ms meanwhile was late at worst.
    static func lateness<Result: Sendable>(during body: () async -> Result) async -> (result: Result, lateness: Duration) {
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
