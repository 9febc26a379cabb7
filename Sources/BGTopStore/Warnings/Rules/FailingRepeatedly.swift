import BackgroundWorkEvents

extension WarningRule {
    static let failingRepeatedly = Self(
        name: "failing repeatedly",
        severity: .warning,
        advice: "Read its errors, and hold intake while what it calls is down."
    ) { store in
        let failing = store.nameTable.statistics.filter { name in
            name.recent.failed >= max(1, store.thresholds.failures)
                && Double(name.recent.failed) > Double(name.recent.finished) * store.thresholds.failedShare
        }
        guard let worst = failing.max(by: { $0.recent.failed < $1.recent.failed }) else { return nil }
        let (failed, finished) = worst.recent
        let reason = store.mostFrequentFailure(of: worst.name).map { ": \($0)" } ?? ""
        return Finding(
            summary: "\(worst.name) failed \(failed.prose) times out of \(finished.prose) in the last minute\(reason).",
            count: failing.count,
            task: store.unsuccessful.first { $0.task.name == worst.name && $0.state.outcome?.isFailure == true }?.id,
            name: worst.name
        )
    }
}
