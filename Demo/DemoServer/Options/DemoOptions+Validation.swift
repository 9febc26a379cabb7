import ArgumentParser

extension DemoOptions {
    /// More than one process can send to itself, and than a person can mean.
    /// One request in a quarter of an hour.
    static let minimumRate = 0.001
    static let maximumRate = 100_000.0
    /// A day. What is meant to last longer is not a demo.
    static let maximumSeconds = 86_400.0
    static let maximumTasks = 1_000_000

    /// Says what is wrong with the first bad value, as one sentence.
    package func validate() throws {
        // Written so that what is not a number fails as well.
        guard self.rate == 0 || (Self.minimumRate...Self.maximumRate).contains(self.rate) else {
            throw ValidationError("--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second.")
        }
        guard (0...65_535).contains(self.port ?? 0) else {
            throw ValidationError("--port must be a number from 0 (any free port) to 65535.")
        }
        guard (1...Self.maximumTasks).contains(self.maxRunning) else {
            throw ValidationError("--max-running must be a number from 1 to 1000000 tasks.")
        }
        guard (0...Self.maximumTasks).contains(self.maxQueued) else {
            throw ValidationError("--max-queued must be a number from 0 (nothing waits) to 1000000 tasks.")
        }
        guard (0...Self.maximumSeconds).contains(self.grace) else {
            throw ValidationError("--grace must be a number from 0 (cancel at once) to 86400 seconds.")
        }
        if let duration = self.duration, !(duration > 0 && duration <= Self.maximumSeconds) {
            throw ValidationError("--duration must be a number above 0 and up to 86400 seconds.")
        }
    }
}
