import BGTopStore
import BackgroundWorkEvents

extension NameSummary {
    /// What is told of a kind of work in a line.
    var sentence: String {
        var parts = [
            "\(self.running.grouped) running", "\(self.queued.grouped) queued", "\(self.doneRate.rate) a second finished",
        ]
        if let share = self.failedShare, share > 0 { parts.append("\(share.percentage) of them failed") }
        if let run = self.run { parts.append("half take up to \(run.p50.prose), 99 of 100 up to \(run.p99.prose)") }
        return "\(self.name): " + parts.joined(separator: ", ") + "."
    }
}
