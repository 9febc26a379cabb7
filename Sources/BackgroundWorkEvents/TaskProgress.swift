/// How far a task says that it is.
public struct TaskProgress: Hashable, Sendable, Codable {
    /// From 0 to 1. Anything else that a task reports is clamped; what is not a number is ignored.
    public let fraction: Double
    /// When the task said so.
    public let at: TaskInstant

    public init(fraction: Double, at: TaskInstant) {
        self.fraction = min(1, max(0, fraction))
        self.at = at
    }
}
