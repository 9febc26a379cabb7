/// How many live tasks are in which state.
struct StateCounts: Sendable {
    private(set) var queued = 0
    private(set) var running = 0
    private(set) var cancelling = 0

    mutating func insert(_ state: TaskRow.State) {
        self.add(1, to: state)
    }

    /// A task went from one state to another. A state in which it does not live is not counted.
    mutating func move(from old: TaskRow.State, to new: TaskRow.State) {
        self.add(-1, to: old)
        self.add(1, to: new)
    }

    private mutating func add(_ change: Int, to state: TaskRow.State) {
        switch state {
        case .queued: self.queued += change
        case .running: self.running += change
        case .cancelling: self.cancelling += change
        case .ended, .lost: break
        }
    }
}
