import BackgroundWorkEvents

extension WarningRule {
    static let threadHeld = Self(
        name: "thread held",
        severity: .warning,
        advice: "Await, yield, or slice the work: it keeps the thread from all others, and cannot hear a cancel."
    ) { store in
        // What has ended holds nothing, although the pool may not have said so yet. And of what belongs to no task nobody can say that it
        // is one job, and not many that came one after the other.
        let held = store.pools.flatMap(\.blockedThreads).compactMap { thread in
            thread.task.map { (task: $0, since: thread.since) }
        }.filter { store.row($0.task)?.state.isAlive ?? true }
        guard let worst = held.min(by: { $0.since < $1.since }) else { return nil }
        let holder = store.row(worst.task)?.title ?? "Task \(worst.task)"
        return Finding(
            summary: "\(holder) has held a pool thread for \((store.now - worst.since).prose) without a suspension.",
            count: held.count,
            task: worst.task
        )
    }
}
