public import BackgroundWorkEvents

/// A line in the ledger that a workload keeps of itself: what became of one of its jobs, written by the job as it does.
public struct LedgerEntry: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The order came in whose job it is. What follows is behind the response.
        case came
        /// It was not taken, and whoever ordered was told so.
        case refused
        case begun
        case done
    }

    /// What a job is known by: the order, counted from 1, and what is to be done for it.
    public struct Job: Hashable, Sendable, CustomStringConvertible {
        public let order: Int
        /// One word, such as `mail`.
        public let name: String

        public init(order: Int, name: String) {
            self.order = order
            self.name = name
        }

        public var description: String { "\(self.name) \(self.order)" }
    }

    public let kind: Kind
    public let job: Job
    /// On the machine's monotonic clock, which all of its processes share.
    public let at: TaskInstant

    public init(_ kind: Kind, _ job: Job, at: TaskInstant) {
        self.kind = kind
        self.job = job
        self.at = at
    }

    /// The entry as it is written, such as `5000000000 begun 12 mail`: without the end of the line.
    public var line: String { "\(self.at.nanoseconds) \(self.kind.rawValue) \(self.job.order) \(self.job.name)" }

    /// Reads a line; nil for one that is no entry.
    public init?(line: some StringProtocol) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, let nanoseconds = Int64(words[0]), let kind = Kind(rawValue: String(words[1])),
            let order = Int(words[2]), !words[3].isEmpty
        else { return nil }
        self.init(kind, Job(order: order, name: String(words[3])), at: TaskInstant(nanoseconds: nanoseconds))
    }
}
