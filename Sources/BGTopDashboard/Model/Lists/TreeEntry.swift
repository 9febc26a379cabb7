import BackgroundWorkEvents

/// A line of the tree before there is anything in it: what it is, and where it hangs.
struct TreeEntry: Hashable, Sendable, Identifiable {
    /// What is listed, whatever becomes of it.
    enum ID: Hashable, Sendable {
        case task(BackgroundTaskID)
        case node(BackgroundTaskID, UInt32)
        /// The parts of a task that are not kept.
        case omitted(BackgroundTaskID)

        var task: BackgroundTaskID {
            switch self {
            case .task(let id), .node(let id, _), .omitted(let id): id
            }
        }
    }

    let id: ID
    let branch: Branch
    /// How much hangs on it, at any depth.
    let below: Int
    let isFolded: Bool
}
