import BackgroundWorkEvents

extension RunnerStateMachine {
    /// What a snapshot is built from. Taking it costs a copy of references; the rows are built later, without the lock.
    struct SnapshotBasis {
        let at: TaskInstant
        let totals: TaskTotals
        let capacity: Capacity
        let drain: DrainStatus
        let live: LiveRecords
        let pools: [PoolStatus]
        let lateReports: UInt64
        let report: DrainReport?
    }

    /// What the moment looks like.
    func basis(at now: TaskInstant) -> SnapshotBasis {
        SnapshotBasis(
            at: now,
            totals: self.totals,
            capacity: self.capacity,
            drain: self.drainStatus,
            live: self.live,
            pools: self.pools,
            lateReports: self.lateReports,
            report: self.report
        )
    }

    /// Something that was started in one of these tasks reported after the task's end.
    mutating func noteLateReports(
        among records: some Sequence<TaskRecord>,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        for record in records where unsafe record.life.state == .ended && record.takeLateReport() {
            self.lateReports &+= 1
            self.emit(at: now, .lateReport(record.id), &effects)
        }
    }
}
