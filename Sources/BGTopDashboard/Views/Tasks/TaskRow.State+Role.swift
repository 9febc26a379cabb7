import BGTopStore
import BackgroundWorkEvents

extension TaskRow.State {
    var role: Role {
        switch self {
        case .queued: .waiting
        case .running: .good
        case .cancelling: .stopping
        case .ended(let outcome): outcome.role
        case .lost: .muted
        }
    }
}

extension TaskOutcome {
    var role: Role {
        switch self {
        case .succeeded: .good
        case .failed: .bad
        case .timedOut: .caution
        case .cancelled, .discarded: .stopping
        }
    }

    /// One or two words for a narrow column.
    var word: String {
        self == .succeeded ? "ok" : BackgroundTaskState.ended(self).description
    }
}
