import BackgroundWorkEvents

/// From where the times of a trace are counted, for one process.
///
/// The clocks of two processes have nothing in common but the time of day. That of a process goes on evenly, whatever happens to the
/// time of day, so that one comparison has to do.
struct TraceOrigin {
    private let nanoseconds: Int64
    private let first: (startedAt: Int64, since1970: Int64)

    /// - Parameter first: Of the first process of the trace; nil if this one is it.
    init(_ snapshot: TaskSnapshot, after first: TraceOrigin?) {
        let startedAt = snapshot.process.startedAt
        let since1970 = snapshot.anchor.nanosecondsSince1970(at: startedAt)
        self.first = first?.first ?? (startedAt.nanoseconds, since1970)
        self.nanoseconds = startedAt.nanoseconds &- max(0, since1970 &- self.first.since1970)
    }

    /// A moment in nanoseconds since the first process began, and never before that.
    func moment(_ instant: TaskInstant) -> UInt64 {
        let (difference, overflow) = instant.nanoseconds.subtractingReportingOverflow(self.nanoseconds)
        // Only times that somebody made up are so far apart.
        guard !overflow else { return instant.nanoseconds < self.nanoseconds ? 0 : UInt64(Int64.max) }
        return UInt64(max(0, difference))
    }
}
