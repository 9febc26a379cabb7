import BackgroundWorkEvents

/// The time that the windows cover: what rates are averages over.
///
/// At most so many complete seconds and the one that runs now, less where nobody watched before, and never less than one, so that the first event does not look like a
/// storm.
struct WatchedSpan: Sendable {
    let duration: Duration

    init(since start: TaskInstant, now: TaskInstant, seconds: Int64 = SecondsWindow.completeSeconds) {
        let oldest = now.beginningOfSecond.advanced(by: .seconds(-seconds))
        self.duration = max(.seconds(1), now - max(oldest, start))
    }

    func perSecond(_ count: UInt64) -> Double {
        Double(count) / self.duration.inSeconds
    }
}
