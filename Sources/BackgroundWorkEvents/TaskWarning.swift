/// Something about one task that only the library can know and a person should hear of.
///
/// It is raised once, and lowered when the trouble is over while the task still runs. The task's end ends it as well, without
/// being told: how the task was remains true of it.
public struct TaskWarning: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// The task waits for room in, or for a queued task of, the very pool in which it holds a place.
        case selfDeadlock
        /// The task was asked to stop and runs on.
        case uncooperative
        /// A cancellation handler of the task blocks the thread that delivers cancellation.
        case blockingHandler
    }

    public let id: BackgroundTaskID
    public let kind: Kind
    /// One sentence that says what is wrong and what to do.
    public let message: String
    /// False when the trouble is over.
    public let isRaised: Bool

    public init(id: BackgroundTaskID, kind: Kind, message: String, isRaised: Bool = true) {
        self.id = id
        self.kind = kind
        self.message = message
        self.isRaised = isRaised
    }
}
