import BackgroundWorkEvents

/// The last rows that ended, successes and the rest each with a bound of their own.
///
/// There may be very many, so each takes little: 128 bytes, the fields that it was submitted with, and, of those that have any, its
/// ``TaskRow/Particulars``.
struct FinishedTable: Sendable {
    private(set) var succeeded: Ring<FinishedRow>
    private(set) var unsuccessful: Ring<FinishedRow>
    private var sharedDetails = SharedDetails()
    /// How many bytes the particulars of all rows take, about; and how many that may be.
    private(set) var footprint = 0
    private let maximumFootprint: Int

    init(_ retention: Retention, maximumFootprint: Int) {
        self.maximumFootprint = maximumFootprint
        self.succeeded = Ring(maximum: retention.succeededRows)
        self.unsuccessful = Ring(maximum: retention.unsuccessfulRows)
    }

    /// All that were ever added.
    var total: UInt64 { self.succeeded.total + self.unsuccessful.total }

    /// How many of them have been forgotten.
    var evicted: UInt64 { self.succeeded.evicted + self.unsuccessful.evicted }

    mutating func append(_ row: consuming TaskRow) {
        if self.footprint > self.maximumFootprint { row.forgetParts() }
        let details = self.sharedDetails.details(for: row.task.details, name: row.name)
        let finished = FinishedRow(row, details: details, place: self.total + 1)
        if finished.state == .ended(.succeeded) {
            self.footprint += self.succeeded.add(finished)
        } else {
            self.footprint += self.unsuccessful.add(finished)
        }
    }

    /// What tasks of this name failed with most often since then, among the rows that are left; nil where most say nothing.
    func mostFrequentFailure(of name: String, since start: TaskInstant) -> String? {
        var counts: [String?: Int] = [:]
        for row in self.unsuccessful.reversed() {
            // They lie in the order in which their ends were told, which is nearly that of the ends.
            guard let failure = row.failure(after: start) else { continue }
            if failure.name == name { counts[failure.errorText, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key ?? "") < ($1.value, $0.key ?? "") }?.key
    }

    /// Those younger than `id` that another task submitted, by age.
    func submissions(after id: BackgroundTaskID) -> [(child: BackgroundTaskID, submitter: BackgroundTaskID)] {
        var submissions: [(child: BackgroundTaskID, submitter: BackgroundTaskID)] = []
        for rows in [self.succeeded, self.unsuccessful] {
            for row in rows where row.id > id {
                if let submitter = row.submitter { submissions.append((row.id, submitter)) }
            }
        }
        return submissions.sorted { $0.child < $1.child }
    }

    func row(_ id: BackgroundTaskID) -> TaskRow? {
        (self.unsuccessful.last { $0.id == id } ?? self.succeeded.last { $0.id == id })?.row
    }
}

extension Ring<FinishedRow> {
    /// - Returns: By how many bytes the particulars of all rows have grown.
    fileprivate mutating func add(_ row: consuming FinishedRow) -> Int {
        let departing = self.isFull && !self.isEmpty ? self[0].footprint : 0
        // A ring for none keeps none.
        let arriving = self.isFull && self.isEmpty ? 0 : row.footprint
        self.append(row)
        return arriving - departing
    }
}
