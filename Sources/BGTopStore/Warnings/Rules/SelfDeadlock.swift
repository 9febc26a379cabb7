import BackgroundWorkEvents

extension WarningRule {
    /// Work stands still only when nobody is left who could make room; as long as others run it may be over in a moment.
    static let selfDeadlock = Self(
        name: "self-deadlock",
        severity: .warning,
        advice: "Submit and return instead of waiting, or run more at once."
    ) { store in
        guard let (row, count) = store.warned(.selfDeadlock) else { return nil }
        return Finding(
            summary: "\(row.title) waits for a place in the very pool in which it holds one.",
            count: count,
            task: row.id,
            severity: count >= store.running ? .critical : nil
        )
    }
}
