import ArgumentParser
import BGTopCommandLine

extension DemoOptions {
    /// One request in a quarter of an hour.
    static let minimumRate = 0.001
    /// More than one process can send to itself, and than a person can mean.
    static let maximumRate = 100_000.0
    /// A day. What is meant to last longer is not a demo.
    static let maximumSeconds = 86_400.0
    static let maximumTasks = 1_000_000

    /// What an option takes, as the end of a sentence: of a value that is out of range, and of one that is no number at all.
    enum Allowed {
        static let rate = "0 (no requests) or a number from 0.001 to 100000 requests a second"
        static let port = "a number from 0 (any free port) to 65535"
        static let maxRunning = "a number from 1 to 1000000 tasks"
        static let maxQueued = "a number from 0 (nothing waits) to 1000000 tasks"
        static let grace = "a number from 0 (cancel at once) to 86400 seconds"
        static let duration = "a number above 0 and up to 86400 seconds"
        static let seed = "a whole number from 0 to \(UInt64.max)"
    }

    /// Says what is wrong with the first bad value, as one sentence.
    package func validate() throws {
        guard !(self.headless && self.viewing.plain) else {
            throw ValidationError("--headless and --plain exclude each other: one tells nothing, the other tells it in lines.")
        }
        // Written so that what is not a number fails as well.
        guard self.rate == 0 || (Self.minimumRate...Self.maximumRate).contains(self.rate) else {
            throw ValidationError("--rate must be \(Allowed.rate).")
        }
        guard (0...65_535).contains(self.port ?? 0) else {
            throw ValidationError("--port must be \(Allowed.port).")
        }
        guard (1...Self.maximumTasks).contains(self.maxRunning) else {
            throw ValidationError("--max-running must be \(Allowed.maxRunning).")
        }
        guard (0...Self.maximumTasks).contains(self.maxQueued) else {
            throw ValidationError("--max-queued must be \(Allowed.maxQueued).")
        }
        guard (0...Self.maximumSeconds).contains(self.grace) else {
            throw ValidationError("--grace must be \(Allowed.grace).")
        }
        if let duration = self.duration, !(duration > 0 && duration <= Self.maximumSeconds) {
            throw ValidationError("--duration must be \(Allowed.duration).")
        }
    }

    /// Reads the name of a scenario. Of what is none, the command line says which there are.
    static func scenario(_ text: String) throws -> ScenarioName {
        guard let name = ScenarioName(rawValue: text) else { throw ValidationError("it must be \(ScenarioName.choice).") }
        return name
    }

    /// Reads a number. Of what is none, the command line says what is allowed instead.
    static func number<Number: LosslessStringConvertible & SendableMetatype>(
        _ allowed: String
    ) -> @Sendable (String) throws -> Number {
        { text in
            guard let number = Number(text) else { throw ValidationError("it must be \(allowed).") }
            return number
        }
    }
}
