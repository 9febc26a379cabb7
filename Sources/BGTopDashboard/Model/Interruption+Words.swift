import BGTopStore
import BackgroundWorkEvents

/// How the screen says that nothing more comes of a process.
extension Interruption {
    /// What the top line says in place of a phase.
    var badge: String { self.isRetrying ? "RECONNECTING" : "ENDED" }
    var badgeRole: Role { self.isRetrying ? .cautionBadge : .badBadge }

    /// The state of a task that was alive when it was last seen, in the two words that schedulers have for what runs on a machine
    /// that they cannot reach: `unknown` while it may be back, `lost` once it will not. A task that is lost has no outcome.
    var lifeWord: String { self.isRetrying ? Self.unknownWord : Self.lostWord }
    var lifeRole: Role { self.isRetrying ? .muted : .caution }

    static let unknownWord = "unknown"
    static let lostWord = "lost"

    /// The reason as a part of a sentence that has begun and goes on.
    var clause: String {
        let clause = self.reason.hasSuffix(".") ? self.reason.dropLast() : self.reason[...]
        guard let first = clause.first else { return "nobody knows why" }
        // What is no ordinary word, such as an abbreviation, stays as it is.
        let isWord = clause.dropFirst().first.map { $0.isLowercase || $0 == " " } ?? false
        return isWord ? first.lowercased() + clause.dropFirst() : String(clause)
    }
}

extension TaskStore {
    /// What a number of tasks that were alive when they were last seen are: `76 live`, `76 lost`.
    var lifeWord: String { self.interruption?.lifeWord ?? "live" }
}

extension TaskRow {
    /// Why nobody can know what the task does now, although it was alive when it was last seen; nil for any other.
    func interruption(in store: TaskStore) -> Interruption? {
        self.state.isAlive ? store.interruption : nil
    }
}
