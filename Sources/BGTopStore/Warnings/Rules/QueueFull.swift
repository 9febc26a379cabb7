import BackgroundWorkEvents

extension WarningRule {
    static let queueFull = Self(
        name: "queue full",
        severity: .warning,
        advice: "Submit less, run more at once, or allow for a longer queue: new work is refused or has to wait."
    ) { store in
        // A queue without places is never full, it is absent. And a shutdown takes nothing in, so nothing is kept out by the queue.
        guard let capacity = store.capacity, capacity.maximumQueued > 0, store.drain?.phase == .accepting,
            store.queued >= capacity.maximumQueued
        else { return nil }
        let oldest = store.oldestQueued
        let wait = oldest.map { ", the longest for \($0.waited(at: store.now).prose)" } ?? ""
        let crowd = QueueCrowd(of: store)
        return Finding(
            summary: "The queue is full: \(store.queued.prose("task waits", "tasks wait"))\(crowd?.apposition ?? "")\(wait).",
            task: oldest?.id,
            name: crowd?.name
        )
    }
}
