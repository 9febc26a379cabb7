public import BackgroundWorkEvents

/// What can be said of one task when it is submitted.
public struct BackgroundTaskOptions: Sendable {
    /// At which priority it runs, and before which other queued tasks it starts; nil: the submitter's.
    public var priority: TaskPriority? {
        get { self.rawPriority.map(TaskPriority.init(rawValue:)) }
        set { self.rawPriority = newValue?.rawValue }
    }
    /// How long it may run, counted from its start, before it is asked to stop; nil: for ever.
    public var timeout: Duration?
    /// Facts for whoever watches, in the order in which they are shown.
    public var fields: [TaskDescription.Field]
    /// Where the work came from, such as `POST /orders`: becomes the first field, under `TaskDescription.Field.origin`.
    public var origin: String?
    /// Whether the operation is called only when the response to the request that is being answered has been sent, or its connection failed.
    ///
    /// Known where the server tells (see ``ServedRequest``); a task that is added elsewhere does not wait. The task starts as any other
    /// and waits as a part of itself, which viewers see: it holds its place meanwhile, however slowly the client reads, and its timeout runs.
    /// So whoever answers the request must not wait for such a task, which waits for them; nor, having added one, wait in `add` for room for
    /// another: where many requests do, each holds a place that the others wait for. Take `addUnlessFull`, or one task with two parts. One
    /// that is cancelled before is never called.
    public var afterResponse: Bool
    /// That of ``priority``. A `TaskPriority` has a size that is not known before the process runs, and so would all that holds one.
    private(set) var rawPriority: UInt8?

    public init(
        priority: TaskPriority? = nil,
        timeout: Duration? = nil,
        origin: String? = nil,
        fields: [TaskDescription.Field] = [],
        afterResponse: Bool = false
    ) {
        self.rawPriority = priority?.rawValue
        self.timeout = timeout
        self.origin = origin
        self.fields = fields
        self.afterResponse = afterResponse
    }
}

extension BackgroundTaskOptions {
    /// As `BackgroundTaskOptions(afterResponse: true)`.
    public static let afterResponse = Self(afterResponse: true)
}
