public import BackgroundWorkEvents

/// What can be said of one task when it is submitted.
public struct BackgroundTaskOptions: Sendable {
    /// At which priority it runs, and before which other queued tasks it starts; nil: the submitter's.
    public var priority: TaskPriority?
    /// How long it may run, counted from its start, before it is asked to stop; nil: for ever.
    public var timeout: Duration?
    /// Facts for whoever watches, in the order in which they are shown.
    public var fields: [TaskDescription.Field]
    /// Where the work came from, such as `POST /orders`: becomes the first field, under ``TaskDescription/Field/origin``.
    public var origin: String?

    public init(
        priority: TaskPriority? = nil,
        timeout: Duration? = nil,
        origin: String? = nil,
        fields: [TaskDescription.Field] = []
    ) {
        self.priority = priority
        self.timeout = timeout
        self.origin = origin
        self.fields = fields
    }
}
