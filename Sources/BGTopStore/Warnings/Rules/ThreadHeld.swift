import BackgroundWorkEvents

extension WarningRule {
    static let threadHeld = Self(
        name: "thread held",
        severity: .warning,
        advice: "Await, yield, or slice the work: it keeps the thread from all others, and cannot hear a cancel."
    ) { store in
        // What has ended holds nothing, although the pool may not have said so yet.
        let held = store.pools.flatMap(\.blockedThreads).filter { thread in
            thread.task.map { store.row($0)?.state.isAlive ?? true } ?? true
        }
        guard let worst = held.min(by: { $0.since < $1.since }) else { return nil }
        let holder = worst.task.map { store.row($0)?.title ?? "Task \($0)" } ?? "Something"
        return Finding(
            summary: "\(holder) has held a pool thread for \((store.now - worst.since).prose) without a suspension.",
            count: held.count,
            task: worst.task
        )
    }
}
