/// Everything that is true at one moment. It replaces all that a viewer knew of live tasks and totals.
public struct TaskSnapshot: Sendable {
    public let process: ProcessDescription
    public let anchor: TimeAnchor
    public let totals: TaskTotals
    public let capacity: Capacity
    public let drain: DrainStatus
    public let live: [LiveTask]
    public let pools: [PoolStatus]
    /// Reports that came after the end of the task that they were about, since the process began. Those of one task that were told with
    /// one event count as one.
    public let lateReports: UInt64
    public let hostActions: [HostAction]
    /// What the shutdown came to; nil until it is over.
    public let report: DrainReport?

    public init(
        process: ProcessDescription,
        anchor: TimeAnchor,
        totals: TaskTotals,
        capacity: Capacity,
        drain: DrainStatus,
        live: [LiveTask],
        pools: [PoolStatus] = [],
        lateReports: UInt64 = 0,
        hostActions: [HostAction] = [],
        report: DrainReport? = nil
    ) {
        self.process = process
        self.anchor = anchor
        self.totals = totals
        self.capacity = capacity
        self.drain = drain
        self.live = live
        self.pools = pools
        self.lateReports = lateReports
        self.hostActions = hostActions
        self.report = report
    }
}
