import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// What the view of a shutdown, which has no headline, says for as long as nothing comes of the process; nil elsewhere.
    var farewell: Message? {
        guard self.viewPlace == .drain, self.overlay == nil, let interruption = self.shown.interruption else { return nil }
        let process = self.shown.process.map { "pid \($0.processID)" } ?? "the process"
        let text =
            if self.shown.report != nil {
                "The shutdown is over, and \(process) has ended: \(interruption.clause)."
            } else {
                "\(interruption.isRetrying ? "No connection to \(process)" : "\(process) has ended"): \(interruption.clause)."
                    + " All is as it was last seen."
            }
        return Message(text: text, tone: .refused, until: nil)
    }
}
