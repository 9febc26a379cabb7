import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// What the view of a shutdown, which has no headline, says of a process of which nothing comes, and of this one as long as it
    /// is kept by something else than its tasks; nil elsewhere.
    var farewell: Message? {
        guard self.viewPlace == .drain, self.overlay == nil else { return nil }
        if self.viewer.place == .inProcess, !self.isRestOver, self.shown.report != nil {
            let text = "The tasks are over, and what else the process does is being stopped."
            return Message(text: text, tone: .done, until: nil)
        }
        guard let interruption = self.shown.interruption else { return nil }
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
