import BackgroundWorkEvents

/// Knows one kind of trouble, and says so in one line while it lasts.
///
/// To add a rule, write it into a file of its own in `Rules`, in an extension of this type, and name it in ``all``.
struct WarningRule: Sendable {
    /// What a rule has found.
    struct Finding {
        /// One sentence about the worst case.
        var summary: String
        var count = 1
        var task: BackgroundTaskID?
        var name: String?
        /// What to do in this case, where that is not what the rule says.
        var advice: String?
        /// How severe it is in this case, where that is not what the rule says.
        var severity: RowWarning.Severity?
    }

    /// A few words that do not change.
    let name: String
    let severity: RowWarning.Severity
    /// What to do, as one sentence; why, if that is said, behind a colon or a semicolon. What stands before that takes 64 columns at
    /// most: the main view has no more to spare for it on a screen of 80.
    let advice: String
    /// Looks for the trouble; nil where there is none. Asked for every picture, so it must not pass through all live rows.
    let find: @Sendable (TaskStore) -> Finding?

    /// All rules; among those of one severity, the earlier one comes first.
    static let all: [Self] = [
        .libraryPoolBlocked, .globalPoolBlocked, .selfDeadlock,
        .threadHeld, .uncooperative, .stuck, .overdue, .starved, .blockingHandler, .escapedChild, .failingRepeatedly, .refusing,
        .queueFull, .callersWaiting,
        .longPoll, .longRun, .intakeHeld,
    ]

    func warning(about store: TaskStore) -> RowWarning? {
        self.find(store).map { finding in
            RowWarning(
                rule: self.name,
                severity: finding.severity ?? self.severity,
                summary: finding.summary,
                count: finding.count,
                advice: finding.advice ?? self.advice,
                task: finding.task,
                name: finding.name
            )
        }
    }
}
