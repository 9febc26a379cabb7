package import BackgroundWorkEvents

/// Where in a recording one can begin to read: it grows with what has been read.
package struct RecordingIndex: Hashable, Sendable {
    /// A snapshot, and where it stands.
    package struct Mark: Hashable, Sendable {
        package let at: TaskInstant
        /// Where the frame begins in which the snapshot does; in bytes.
        let offset: Int
    }

    /// In the order in which they stand; of several in one frame the first.
    package private(set) var snapshots: [Mark] = []
    /// The latest moment that was read of.
    package private(set) var end: TaskInstant?

    /// The last snapshot that is no later than `instant`; the first of all where there is none.
    package func snapshot(before instant: TaskInstant) -> Mark? {
        self.snapshots.last { $0.at <= instant } ?? self.snapshots.first
    }

    /// - Parameter offset: Where the frame begins from which they come, or, of a snapshot in several frames, the first of them.
    mutating func note(_ events: [TaskEvent], from offset: Int) {
        if let latest = events.lazy.map(\.at).max() { self.end = max(latest, self.end ?? latest) }
        // What is read again is known.
        guard offset > self.snapshots.last?.offset ?? -1, let snapshot = events.first(where: \.isSnapshot) else { return }
        self.snapshots.append(Mark(at: snapshot.at, offset: offset))
    }
}
