public import BackgroundWorkEvents

/// How far a shutdown has come.
public struct DrainProgress: Sendable {
    package static let maximumJustEnded = 20

    /// What came of asking tasks to stop.
    public struct Cancelling: Sendable {
        static let maximumNamed = 10

        /// Of those that were ``asked``, how many have ended since this phase began.
        public let ended: Int
        /// How many have not.
        public let left: Int
        /// From the delivery of the request, where that is known, to the end; of those that ended.
        public let reaction: DurationSummary?
        /// The oldest of those that have not ended; at most ten.
        public let notEnded: [TaskRow]

        /// Tasks that were asked to stop, by whomever and whenever, and ran when this phase began or later. Always
        /// `ended + left`: nothing else is counted here, neither what ended unasked nor what was discarded.
        public var asked: Int { self.ended + self.left }
    }

    /// The phase, its deadline, and who asked.
    public let status: DrainStatus
    /// When the store first heard of the shutdown; what follows is counted from here.
    public let beganAt: TaskInstant
    /// Whether the shutdown was seen to begin. Otherwise all that is counted here is counted from when it was found under way, and more
    /// may have lived at its beginning.
    public let isWhole: Bool
    /// What lived at the beginning, in ID order.
    public let tasksAtStart: [BackgroundTaskID]
    /// What lives.
    public let left: Int
    public let running: Int
    public let queued: Int
    /// How those ended that have.
    public let ended: OutcomeCounts
    /// Submissions that were not accepted.
    public let refused: UInt64
    public let burnDown: BurnDown
    /// The last rows to end, the last first; at most 20.
    public let justEnded: [TaskRow]
    /// From the moment when what was left was asked to stop.
    public let cancelling: Cancelling?
    let ends: [TaskRow.State?]

    public var liveAtStart: Int { self.tasksAtStart.count }

    /// How a task ended that lived at the beginning; nil while it lives, and for any other task.
    public func end(of id: BackgroundTaskID) -> TaskRow.State? {
        self.tasksAtStart.position(of: id).flatMap { self.ends[$0] }
    }
}
