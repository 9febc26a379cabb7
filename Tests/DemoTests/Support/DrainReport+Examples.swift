import BackgroundWorkEvents

extension DrainReport {
    /// A report of a shutdown in which a bit of everything happened.
    static func example(name: String = "sync-ledger", requestedBy: Requester? = Requester("SIGTERM")) -> DrainReport {
        DrainReport(
            totals: TaskTotals(
                submitted: 21,
                succeeded: 10,
                failed: 5,
                cancelled: 3,
                timedOut: 1,
                discarded: 1,
                rejected: .init(full: 4, shuttingDown: 3)
            ),
            draining: .milliseconds(15_000),
            cancelling: .milliseconds(3_000),
            requestedBy: requestedBy,
            failed: .init(),
            cancelled: .init(),
            discarded: Names(["send-email"]),
            uncooperative: Names([name]),
            slowest: [TimedEntry(id: 7, name: "export-report", seconds: 12.5)],
            alive: Names([name]),
            eventsLost: 0
        )
    }

    /// A report of a shutdown in which nothing happened but what is said.
    static func empty(
        cancelled: [String] = [],
        discarded: [String] = [],
        uncooperative: [String] = [],
        alive: [String] = []
    ) -> DrainReport {
        DrainReport(
            totals: TaskTotals(),
            draining: .zero,
            cancelling: .zero,
            requestedBy: nil,
            failed: .init(),
            cancelled: Names(cancelled),
            discarded: Names(discarded),
            uncooperative: Names(uncooperative),
            slowest: [],
            alive: Names(alive),
            eventsLost: 0
        )
    }
}

extension DrainReport.Names {
    fileprivate init(_ names: [String]) {
        self.init()
        for (index, name) in names.enumerated() {
            self.append(.init(id: BackgroundTaskID(rawValue: UInt64(index + 1)), name: name))
        }
    }
}
