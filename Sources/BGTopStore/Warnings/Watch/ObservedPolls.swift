import BackgroundWorkEvents

/// Polls in which a task was seen to have kept a thread for 100 ms or more, between one reading of it and the next.
struct ObservedPolls: Sendable {
    static let minimumNanoseconds: Int64 = 100_000_000

    let task: BackgroundTaskID
    let name: NameTable.Index
    /// How many such polls there were; 0 where one that was counted before has become longer.
    let count: UInt32
    /// The longest of them, in nanoseconds; nil where only that it was long is known.
    let longest: Int64?
}
