import BackgroundWorkEvents

/// A row that is over, in half the space of a ``TaskRow``.
struct FinishedRow: Sendable {
    let id: BackgroundTaskID
    private let submittedAt: TaskInstant
    /// Shared with other tasks of the name.
    private let details: TaskDescription.Details
    /// Nil where `details` says all.
    private let fields: [TaskDescription.Field]?
    private let particulars: Box<TaskRow.Particulars>?
    /// Both in nanoseconds; `Int64.min` where there was no start.
    private let startedAt: Int64
    private let endedAt: Int64
    private let rank: UInt32
    private let name: NameTable.Index
    /// Where the row stands among all that ended, the first being 1.
    let place: UInt64
    private let activity: FinishedActivity?
    let state: TaskRow.State

    init(_ row: consuming TaskRow, details: TaskDescription.Details, place: UInt64) {
        let endedAt = row.endedAt ?? row.task.submittedAt
        let activity = row.activity.flatMap { FinishedActivity($0, endedAt: endedAt) }
        if activity == nil, let large = row.activity { row.particulars.largeActivity = Box(large) }
        self.id = row.id
        self.submittedAt = row.task.submittedAt
        self.details = details
        self.fields = details === row.task.details ? nil : row.task.fields
        self.particulars = row.particularsBox
        self.startedAt = row.startedAt?.nanoseconds ?? .min
        self.endedAt = endedAt.nanoseconds
        self.rank = row.rank
        self.name = row.name
        self.place = place
        self.activity = activity
        self.state = row.state
    }

    /// The name of a task that failed or timed out after `start`, and what it threw; nil for all others.
    func failure(after start: TaskInstant) -> (name: String, errorText: String?)? {
        guard self.endedAt > start.nanoseconds, self.state.outcome?.isFailure == true else { return nil }
        return (self.details.name, self.state.outcome == .failed ? self.particulars?.value.errorText : nil)
    }

    var submitter: BackgroundTaskID? { self.details.submitter }

    /// How many bytes its particulars take, about.
    var footprint: Int { self.particulars?.value.footprint ?? 0 }

    /// The row as it was.
    var row: TaskRow {
        let endedAt = TaskInstant(nanoseconds: self.endedAt)
        let description = TaskDescription(
            id: self.id,
            submittedAt: self.submittedAt,
            details: self.fields.map { self.details.with(fields: $0) } ?? self.details
        )
        var row = TaskRow(description, name: self.name, particulars: self.particulars)
        row.startedAt = self.startedAt == .min ? nil : TaskInstant(nanoseconds: self.startedAt)
        row.endedAt = endedAt
        row.rank = self.rank
        row.state = self.state
        row.activity = self.activity?.activity(endedAt: endedAt) ?? self.particulars?.value.largeActivity?.value
        return row
    }
}
