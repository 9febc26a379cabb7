import BackgroundWorkEvents

/// How much is taken in, and who waits for it, as JSON has it.
struct LimitsDocument: Encodable {
    let running: Int
    let queued: Int
    let callersWaiting: Int
    let isIntakeHeld: Bool

    init(_ capacity: Capacity) {
        self.running = capacity.maximumRunning
        self.queued = capacity.maximumQueued
        self.callersWaiting = capacity.callersWaiting
        self.isIntakeHeld = capacity.isIntakeHeld
    }
}
