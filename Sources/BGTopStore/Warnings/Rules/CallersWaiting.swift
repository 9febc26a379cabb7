import BackgroundWorkEvents

extension WarningRule {
    static let callersWaiting = Self(
        name: "callers waiting",
        severity: .warning,
        advice: "Submit less, or let more tasks run at once: whoever adds work is held up itself, a request for instance."
    ) { store in
        guard let waiting = store.capacity?.callersWaiting, waiting > 0 else { return nil }
        let subject = waiting.prose("caller waits", "callers wait")
        // However much room there is, nobody gets any while intake is held.
        guard store.capacity?.isIntakeHeld == false else {
            return Finding(
                summary: "\(subject) in add until intake is resumed.",
                count: waiting,
                advice: "Resume intake as soon as you can: whoever adds work is held up itself, a request for instance."
            )
        }
        return Finding(summary: "\(subject) in add until there is room.", count: waiting)
    }
}
