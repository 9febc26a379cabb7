import TestSupport

/// How long something that a test cannot be told of may take. It orders nothing: a test that needs it looks again and again.
struct Deadline {
    struct Missed: Error, CustomStringConvertible {
        let description: String
    }

    private let end = ContinuousClock.now + .seconds(120)

    /// Suspends for a moment before the next look.
    func pause(for what: String, seen: @autoclosure () -> String = "") async throws {
        guard ContinuousClock.now < self.end else { throw Missed(description: "Waited in vain for \(what).\n\(seen())") }
        await rest(for: .milliseconds(30))
        try Task.checkCancellation()
    }
}
