/// Why a task was not accepted.
public enum RejectionReason: String, Hashable, Sendable, Codable, CaseIterable {
    /// No place was free, and the caller did not want to wait.
    case full
    /// The tasks are being drained, or are over.
    case shuttingDown
    /// The caller was cancelled while it waited for a place.
    case cancelledWaiting
    /// Intake was held, and the caller did not want to wait.
    case held
}
