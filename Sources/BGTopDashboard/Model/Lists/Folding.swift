import BackgroundWorkEvents

/// Which entries of a tree do not show what hangs on them.
struct Folding: Hashable, Sendable {
    /// So many that ended may be remembered before anybody looks for them.
    private static let tolerated = 256

    var isFoldedByNature = false
    private var exceptions: Set<TreeEntry.ID> = []

    init(isFoldedByNature: Bool = false) {
        self.isFoldedByNature = isFoldedByNature
    }

    func isFolded(_ id: TreeEntry.ID) -> Bool {
        self.isFoldedByNature != self.exceptions.contains(id)
    }

    mutating func set(_ id: TreeEntry.ID, isFolded: Bool) {
        if isFolded == self.isFoldedByNature { self.exceptions.remove(id) } else { self.exceptions.insert(id) }
    }

    /// Forgets what was said of tasks that are gone, now and then.
    mutating func forget(_ isGone: (BackgroundTaskID) -> Bool) {
        guard self.exceptions.count > Self.tolerated else { return }
        self.exceptions = self.exceptions.filter { !isGone($0.task) }
    }
}
