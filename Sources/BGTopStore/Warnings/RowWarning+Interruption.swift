import BackgroundWorkEvents

extension RowWarning {
    /// That nothing more comes of the process, and what that means for all that is known of it.
    ///
    /// - Parameter isAfterShutdown: Whether the process had told that its shutdown was over: then its end is no surprise.
    init(_ interruption: Interruption, isAfterShutdown: Bool) {
        let what: (rule: String, severity: Severity, advice: String) =
            if isAfterShutdown {
                ("process ended", .notice, "Its shutdown was over, and all that it told of it is still here.")
            } else if interruption.isRetrying {
                ("no connection", .warning, "All is as it was last seen. The process may have gone on since.")
            } else {
                ("process ended", .critical, "All is as it was last seen. What lived then is lost, its outcome unknown.")
            }
        self.init(
            rule: what.rule,
            severity: what.severity,
            summary: interruption.reason,
            count: 1,
            advice: what.advice,
            task: nil,
            name: nil
        )
    }
}
