import BackgroundWorkEvents

/// Live tasks that have run for long: far longer than their kind does, or with too little to compare them with.
struct LongRuns: Sendable {
    /// How long a run is.
    enum Length: Sendable {
        case usual
        /// Far longer than its kind takes.
        case overdue
        /// Long, of a kind that has ended too rarely to be sure.
        case incomparable
    }

    /// What the run of a task is compared with.
    enum Usual: Sendable {
        /// The longest successful run of its name.
        case longestOfName(Duration)
        /// Of a name of which nothing is known: what 99 in 100 of all successful runs took less than.
        case most(Duration)

        var duration: Duration {
            switch self {
            case .longestOfName(let duration), .most(let duration): duration
            }
        }
    }

    private(set) var overdue = AffectedTasks()
    private(set) var incomparable = AffectedTasks()
    /// The last task that was looked at: those behind it come next.
    var lookedAt = BackgroundTaskID(rawValue: 0)

    func contains(_ id: BackgroundTaskID) -> Bool { self.overdue.contains(id) || self.incomparable.contains(id) }

    mutating func note(_ length: Length, of id: BackgroundTaskID) {
        if length == .overdue { self.overdue.insert(id) } else { self.overdue.remove(id) }
        if length == .incomparable { self.incomparable.insert(id) } else { self.incomparable.remove(id) }
    }

    mutating func remove(_ id: BackgroundTaskID) { self.note(.usual, of: id) }

    mutating func removeAll() {
        _ = self.overdue.removeAll()
        _ = self.incomparable.removeAll()
    }
}
