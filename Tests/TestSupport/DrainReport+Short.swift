package import BackgroundWorkEvents

extension DrainReport {
    /// A report with little in it: of a second's shutdown, asked for by a signal.
    package static func short(_ totals: TaskTotals = TaskTotals(), alive: Names = Names()) -> DrainReport {
        DrainReport(
            totals: totals,
            draining: .seconds(1),
            cancelling: .zero,
            requestedBy: Requester("SIGTERM"),
            failed: Names(),
            cancelled: Names(),
            discarded: Names(),
            uncooperative: Names(),
            slowest: [],
            alive: alive,
            eventsLost: 0
        )
    }
}
