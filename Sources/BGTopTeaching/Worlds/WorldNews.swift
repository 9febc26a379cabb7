public import BackgroundWorkEvents

/// What is heard of one of two worlds, or was done to it.
public enum WorldNews: Hashable, Sendable {
    /// How a process ended.
    public enum Ending: Hashable, Sendable {
        /// It returned this from `main`.
        case returned(Int32)
        /// This signal ended it.
        case signal(Int32)
    }

    case started(processID: Int32, at: TaskInstant)
    /// It was sent a request to end.
    case askedToEnd(at: TaskInstant)
    case wrote(LedgerEntry)
    /// Nobody can write into its ledger any more.
    case closed
    case ended(Ending, at: TaskInstant)
}
