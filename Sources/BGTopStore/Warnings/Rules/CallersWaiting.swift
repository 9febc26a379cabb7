import BackgroundWorkEvents

extension WarningRule {
    static let callersWaiting = Self(
        name: "callers waiting",
        severity: .warning,
        advice: "Whoever adds work is held up itself, a request for instance: submit less, or let more tasks run at once."
    ) { store in
        guard let waiting = store.capacity?.callersWaiting, waiting > 0 else { return nil }
        let subject = waiting.prose("caller waits", "callers wait")
        return Finding(summary: "\(subject) in add until there is room.", count: waiting)
    }
}
