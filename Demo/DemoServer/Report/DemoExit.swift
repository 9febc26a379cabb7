import BGTopCommandLine
import BackgroundWorkEvents

/// What the process's exit code says.
enum DemoExit {
    /// Every task was left to its own end.
    static let clean: Int32 = 0
    /// The shutdown cancelled or discarded something.
    static let cutShort: Int32 = 1
    /// Something did not stop when it was asked.
    static let uncooperative: Int32 = 2
    /// The server or its load failed.
    static let failed: Int32 = 70
    /// The report, or the recording, could not be written.
    static let unwritten = StandardStream.Unwritten.exitCode
    /// A person did not want to wait any longer.
    static let left: Int32 = 130

    static func code(for report: DrainReport) -> Int32 {
        if report.uncooperative.count > 0 || report.alive.count > 0 { return self.uncooperative }
        return report.isClean ? self.clean : self.cutShort
    }

    /// What to end with instead of `code` where not all could be recorded, which is worse than that work was cut short.
    static func codeOfLostRecording(instead code: Int32) -> Int32 {
        [self.clean, self.cutShort].contains(code) ? self.unwritten : code
    }

    /// What the report says counts only if the server did not fail, and if somebody got the report.
    static func code(for report: DrainReport, isWritten: Bool, hasFailed: Bool) -> Int32 {
        if hasFailed { return self.failed }
        return isWritten ? self.code(for: report) : self.unwritten
    }
}
