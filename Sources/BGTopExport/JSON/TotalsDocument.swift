import BackgroundWorkEvents

/// What became of all tasks so far, as JSON.
struct TotalsDocument: Encodable {
    private let submitted, succeeded, failed, cancelled, timedOut, discarded: UInt64
    private let rejected: TaskTotals.Rejections

    init(_ totals: TaskTotals) {
        self.submitted = totals.submitted
        self.succeeded = totals.succeeded
        self.failed = totals.failed
        self.cancelled = totals.cancelled
        self.timedOut = totals.timedOut
        self.discarded = totals.discarded
        self.rejected = totals.rejected
    }
}
