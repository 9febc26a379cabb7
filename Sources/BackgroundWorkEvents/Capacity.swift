/// How much is taken in, and who waits for it.
public struct Capacity: Hashable, Sendable {
    /// How many tasks may run at once; `Int.max` is no limit.
    public let maximumRunning: Int
    /// How many accepted tasks may wait for a place among the running; `Int.max` is no limit.
    public let maximumQueued: Int
    /// Whether intake is held: nothing is accepted until it is resumed.
    public let isIntakeHeld: Bool
    /// Callers that are suspended in `add` until there is room.
    public let callersWaiting: Int

    public init(maximumRunning: Int, maximumQueued: Int, isIntakeHeld: Bool = false, callersWaiting: Int = 0) {
        self.maximumRunning = maximumRunning
        self.maximumQueued = maximumQueued
        self.isIntakeHeld = isIntakeHeld
        self.callersWaiting = callersWaiting
    }
}
