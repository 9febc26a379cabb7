public import BackgroundWorkEvents

/// What a workload's own ledger says of its jobs.
///
/// Entries add up in whatever order they come, and however often: each job is in one state, the furthest that was told of it.
public struct Ledger: Hashable, Sendable {
    /// What is written of one job.
    public struct Job: Hashable, Sendable {
        public enum State: Hashable, Sendable, CaseIterable {
            /// Taken, and not begun.
            case waiting
            case running
            case done
            case refused
        }

        public let id: LedgerEntry.Job
        /// When the first was heard of it that is written.
        public private(set) var cameAt: TaskInstant
        public private(set) var begunAt: TaskInstant?
        public private(set) var state = State.waiting

        fileprivate init(_ entry: LedgerEntry) {
            self.id = entry.job
            self.cameAt = entry.at
        }

        /// Whether something is still to be done for it.
        public var isOpen: Bool { self.state == .waiting || self.state == .running }

        fileprivate mutating func note(_ entry: LedgerEntry) {
            self.cameAt = min(self.cameAt, entry.at)
            switch entry.kind {
            case .came: break
            case .begun:
                self.begunAt = entry.at
                if self.state == .waiting { self.state = .running }
            case .done: self.state = .done
            case .refused: if self.state != .done { self.state = .refused }
            }
        }
    }

    private var jobs: [LedgerEntry.Job: Job] = [:]
    private var counts: [Job.State: Int] = [:]
    /// In the order in which they were first heard of.
    private var openIDs: [LedgerEntry.Job] = []

    public init() {}

    /// How many jobs came, whatever has become of them.
    public var count: Int { self.jobs.count }

    /// What has been taken and is not done, in the order in which it came.
    public var open: [Job] { self.openIDs.compactMap { self.jobs[$0] } }

    public func count(_ state: Job.State) -> Int { self.counts[state, default: 0] }

    public mutating func take(_ entry: LedgerEntry) {
        let known = self.jobs[entry.job]
        var job = known ?? Job(entry)
        job.note(entry)
        self.jobs[entry.job] = job
        if let known { self.counts[known.state, default: 0] -= 1 }
        self.counts[job.state, default: 0] += 1
        switch (known?.isOpen ?? false, job.isOpen) {
        case (false, true): self.openIDs.append(entry.job)
        case (true, false): self.openIDs.removeAll { $0 == entry.job }
        default: break
        }
    }
}
