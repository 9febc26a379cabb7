import BackgroundWorkEvents

/// A task as JSON has it. Times are seconds; keys that say nothing of a task are left out.
struct TaskDocument: Encodable {
    let id: UInt64
    let name: String
    let state: String
    /// Since it has been in ``state``; nil where nobody sees its steps.
    let inState: Double?
    /// Since it was submitted.
    let age: Double
    /// Since it was started.
    let ran: Double?
    let priority: UInt8
    let file: String
    let line: UInt
    let fields: [String: String]
    let annotations: [String: String]
    /// From 0 to 1.
    let progress: Double?
    let timeout: Double?
    let submitter: UInt64?
    let cancelledBy: String?
    /// Seconds on a thread.
    let onThread: Double?
    let children: UInt32?
    let warnings: [String]

    init(_ live: LiveTask, at now: TaskInstant) {
        let (task, sample) = (live.task, live.sample)
        self.id = task.id.rawValue
        self.name = task.name
        self.state = Self.word(for: live.state, sample.activity?.state)
        self.inState = Self.beginning(of: live).map { (now - $0).inSeconds }
        self.age = (now - task.submittedAt).inSeconds
        self.ran = live.startedAt.map { (now - $0).inSeconds }
        self.priority = task.priority
        self.file = task.location.fileID
        self.line = task.location.line
        self.fields = Self.dictionary(task.fields)
        self.annotations = Self.dictionary(sample.annotations)
        self.progress = sample.progress?.fraction
        self.timeout = task.timeout?.inSeconds
        self.submitter = task.submitter?.rawValue
        self.cancelledBy = live.cancellation?.cause.description
        self.onThread = sample.activity?.onThread.inSeconds
        self.children = sample.activity?.children
        self.warnings = live.warnings.filter(\.isRaised).map(\.message)
    }

    /// Words that are promised, whatever the cases are called.
    private static func word(for state: BackgroundTaskState, _ activity: TaskActivity.State?) -> String {
        switch (state, activity) {
        case (.queued, _): "queued"
        case (.running, nil), (.running, .running): "running"
        case (.running, .ready): "ready"
        case (.running, .waiting): "waiting"
        case (.cancelling, _): "cancelling"
        case (.ended(let outcome), _): outcome.rawValue
        }
    }

    private static func beginning(of live: LiveTask) -> TaskInstant? {
        switch live.state {
        case .queued: live.task.submittedAt
        case .running: live.sample.activity?.since
        case .cancelling: live.cancellation?.at
        case .ended: nil
        }
    }

    /// Of a key that was given twice the last value counts, as everywhere.
    static func dictionary(_ fields: [TaskDescription.Field]) -> [String: String] {
        Dictionary(fields.map { ($0.key, $0.value) }) { $1 }
    }
}
