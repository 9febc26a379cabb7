/// What the demo's work depends on: mail servers, banks, disks and processors.
///
/// None of them exists. Waiting for one is a sleep and computing is a spin of a set length, so that the demo costs the same on
/// every machine. A test puts a gate in the place of the wait.
struct OutsideWorld: Sendable {
    /// Waits for something outside the process. Throws `CancellationError` if the task is cancelled meanwhile.
    var wait: @Sendable (Duration) async throws -> Void
    /// Keeps the thread busy.
    var compute: @Sendable (Duration) -> Void

    static let simulated = Self(
        wait: { try await Task.sleep(for: $0) },
        compute: { duration in
            let end = ContinuousClock.now + duration
            while ContinuousClock.now < end {}
        }
    )
}
