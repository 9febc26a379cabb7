import BackgroundWorkEvents

extension WarningRule {
    static let selfDeadlock = Self(
        name: "self-deadlock",
        severity: .critical,
        advice: "Submit and return instead of waiting, or run more at once."
    ) { store in
        guard let (row, count) = store.warned(.selfDeadlock) else { return nil }
        return Finding(
            summary: "\(row.title) waits for a place in the very pool in which it holds one.",
            count: count,
            task: row.id
        )
    }
}
