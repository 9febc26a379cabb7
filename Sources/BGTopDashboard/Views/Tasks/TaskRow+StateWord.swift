import BGTopStore
import BackgroundWorkEvents

extension TaskRow {
    /// The state in a word or two, and how it should look. Of what runs it says what it does with threads, as far as a probe saw
    /// it. Of what was alive when the process was seen last it says that nobody knows.
    func stateWord(in store: TaskStore) -> (text: String, role: Role) {
        if let interruption = self.interruption(in: store) { return (interruption.lifeWord, interruption.lifeRole) }
        return self.lastStateWord(in: store)
    }

    /// The state as it was last seen, whatever has become of the process since.
    func lastStateWord(in store: TaskStore) -> (text: String, role: Role) {
        guard self.state == .running else { return (self.state.description, self.state.role) }
        if store.blockedThread(heldBy: self.id) != nil { return ("blocking", .bad) }
        switch self.activity?.state {
        case .running, nil: return ("running", .good)
        case .ready: return ("ready", .waiting)
        case .waiting: return ("waiting", .plain)
        }
    }

    /// Whether something is wrong with the task now.
    func isInTrouble(in store: TaskStore) -> Bool {
        self.state.isAlive && store.interruption == nil
            && (!self.warnings.isEmpty || store.blockedThread(heldBy: self.id) != nil
                || store.isStuck(self.id) || store.isStarved(self.id)
                || self.nodes.listed.contains { $0.isEscaped && $0.isOpen })
    }
}

extension TaskStore {
    /// Since when a task has kept a thread of a pool without a suspension; nil if it has not.
    func blockedThread(heldBy id: BackgroundTaskID) -> TaskInstant? {
        self.pools.lazy.flatMap(\.blockedThreads).first { $0.task == id }?.since
    }
}
