public import BackgroundWorkEvents

extension Dashboard {
    /// Why ``run()`` returned.
    public enum Ending: Sendable {
        /// A person left; the process that was watched goes on.
        case quit
        /// The shutdown of this process is over, or was given up.
        ///
        /// `lastFrame` is the last picture of it as plain text of several lines, safe to print; empty where there is none.
        case drained(report: DrainReport, lastFrame: String)
        /// A person left although this process's shutdown was not over. By convention the exit code is 130 then.
        case left
        /// The process told nothing at all, and will not: it lets nobody in any more, or is gone. A sentence that says why.
        case refused(String)
        /// Somebody called ``Dashboard/stop()``.
        case stopped
        /// The terminal is gone.
        case hangUp
    }
}
