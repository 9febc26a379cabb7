package import BackgroundWorkEvents
import Dispatch

/// The time that passes while a recording is played: the viewer's own.
package struct PlaybackClock: Sendable {
    package let now: @Sendable () -> TaskInstant
    /// Calls back at some moment, once, on any thread.
    package let call: @Sendable (_ at: TaskInstant, _ body: @escaping @Sendable () -> Void) -> Void

    package init(
        now: @escaping @Sendable () -> TaskInstant,
        call: @escaping @Sendable (_ at: TaskInstant, _ body: @escaping @Sendable () -> Void) -> Void
    ) {
        self.now = now
        self.call = call
    }

    /// The system's monotonic clock, by which a dashboard asks for the time.
    package static let system = PlaybackClock(
        now: { .monotonicNow },
        call: { instant, body in
            let wait = max(0, (instant - .monotonicNow).clampedNanoseconds)
            Self.queue.asyncAfter(deadline: .now() + .nanoseconds(Int(clamping: wait)), execute: body)
        }
    )

    private static let queue = DispatchQueue(label: "bgtop.playback")
}
