import BackgroundWorkEvents

extension WarningRule {
    static let blockingHandler = Self(
        name: "blocking cancellation handler",
        severity: .warning,
        advice: "Only set a flag or resume a continuation in a handler: others wait for their cancellation behind it."
    ) { store in
        guard let (row, count) = store.warned(.blockingHandler) else { return nil }
        return Finding(
            summary: "A cancellation handler of \(row.title) blocks the thread that delivers cancellation.",
            count: count,
            task: row.id
        )
    }
}
