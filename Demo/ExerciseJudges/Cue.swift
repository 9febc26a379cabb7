/// Tells when the learner's function is to be cancelled.
struct Cue: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (self.stream, self.continuation) = AsyncStream.makeStream()
    }

    func give() {
        self.continuation.yield()
    }

    /// Waits for the cue. To be called once.
    ///
    /// - Returns: Whether it came; it did not if the caller is cancelled.
    func isGiven() async -> Bool {
        for await _ in self.stream { return true }
        return false
    }
}
