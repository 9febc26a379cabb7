public import BackgroundWorkEvents

/// All that is known of one task, live or over.
public struct TaskRow: Sendable, Identifiable {
    public let task: TaskDescription
    public internal(set) var startedAt: TaskInstant?
    /// How many changes of state the row has seen. An event whose rank is not higher changes nothing in it.
    public internal(set) var rank: UInt32
    /// Where the store counts what is counted by name.
    let name: NameTable.Index
    /// When the task ended; where its end was not seen (``State/lost``), when it was found missing.
    public internal(set) var endedAt: TaskInstant?
    public internal(set) var state: State
    /// What the probe under the task saw last; nil before its start, and where the application does without a probe.
    public internal(set) var activity: TaskActivity?
    /// Nil where there are none.
    private(set) var particularsBox: Box<Particulars>?

    init(_ task: TaskDescription, name: NameTable.Index) {
        self.task = task
        self.rank = 0
        self.state = .queued
        self.name = name
    }

    /// A row that was kept in another form.
    init(_ task: TaskDescription, name: NameTable.Index, particulars: Box<Particulars>?) {
        self.init(task, name: name)
        self.particularsBox = particulars
    }

    public var id: BackgroundTaskID { self.task.id }

    /// The first request to stop.
    public var cancellation: CancellationRequest? { self.particularsBox?.value.cancellation }
    /// When the request to stop had reached the whole task.
    public var deliveredAt: TaskInstant? { self.particularsBox?.value.deliveredAt }
    /// What the operation threw.
    public var errorText: String? { self.particularsBox?.value.errorText }
    public var progress: TaskProgress? { self.particularsBox?.value.progress }
    public var annotations: [TaskDescription.Field] { self.particularsBox?.value.annotations ?? [] }
    /// The parts of the task that the application named.
    public var nodes: TaskNodes { self.particularsBox?.value.nodes ?? TaskNodes() }
    /// What is wrong with the task, or was when it ended; at most one of a kind.
    public var warnings: [TaskWarning] { self.particularsBox?.value.warnings ?? [] }

    /// To change several at once costs as much as to change one.
    var particulars: Particulars {
        get { self.particularsBox?.value ?? Particulars() }
        set { self.particularsBox = newValue.isEmpty ? nil : Box(newValue) }
    }

    /// Where the work came from, such as `POST /orders`; empty where the submitter did not say.
    public var origin: String {
        self.task.fields.first { $0.key == TaskDescription.Field.origin }?.value ?? ""
    }

    /// Whether the task did not stop when it was asked to. What was once found so stays marked.
    public var isUncooperative: Bool {
        self.warnings.contains { $0.kind == .uncooperative }
    }

    /// From submission to the end, or until `now`.
    public func age(at now: TaskInstant) -> Duration {
        (self.endedAt ?? now) - self.task.submittedAt
    }

    /// From submission to the start; until the end, or `now`, where there was no start.
    public func waited(at now: TaskInstant) -> Duration {
        (self.startedAt ?? self.endedAt ?? now) - self.task.submittedAt
    }

    /// From the start to the end, or until `now`; nil before the start.
    public func ran(at now: TaskInstant) -> Duration? {
        self.startedAt.map { (self.endedAt ?? now) - $0 }
    }
}

extension TaskRow {
    /// How a sentence names the task: `sync-ledger 10107`.
    var title: String { "\(self.task.name) \(self.id)" }
}
