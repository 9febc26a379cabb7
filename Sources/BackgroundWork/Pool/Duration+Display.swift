import BackgroundWorkEvents

extension Duration {
    /// Coarse enough that a pool that does well looks the same every time, and nothing is sent because of it.
    var roundedForDisplay: Duration {
        let milliseconds = self.clampedNanoseconds / 1_000_000
        return milliseconds < 10
            ? (milliseconds < 1 ? .zero : .milliseconds(milliseconds)) : .milliseconds(milliseconds / 10 * 10)
    }
}
