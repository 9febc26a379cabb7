public import BackgroundWorkEvents

/// The one sentence that matters: the most severe warning, or what waits, or that nothing does.
public struct Headline: Hashable, Sendable {
    /// How bad it is; nil where nothing is wrong.
    public let severity: RowWarning.Severity?
    public let text: String
    /// The task to look at.
    public let task: BackgroundTaskID?
}
