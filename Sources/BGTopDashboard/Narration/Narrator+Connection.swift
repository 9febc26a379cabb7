import BGTopStore
import BackgroundWorkEvents

extension Narrator {
    /// That the connection broke, that it is back, or that another process has taken the place of the one that was told of.
    ///
    /// All of it may have happened since the last look; of attempts to connect that failed only the first is told.
    mutating func newsOfConnection(in events: [TaskEvent]) -> [String] {
        var lines: [String] = []
        let successor = self.process == self.model.store.process ? nil : self.model.store.process
        for event in events {
            switch event.kind {
            case .interrupted(let interruption):
                if interruption.isRetrying != self.interruption?.isRetrying { lines += self.news(of: interruption) }
                self.interruption = interruption
            case .snapshot:
                if self.interruption != nil, self.process != nil, successor == nil {
                    lines.append("Connected again. What ended meanwhile is counted, and no more is known of it.")
                    self.failures = FailureDigest(from: self.model.store)
                }
                self.interruption = nil
            default: break
            }
        }
        if let process = self.process, successor != nil {
            lines.append("\(process.capitalBrief) has ended, and another has taken its place.")
        }
        return lines
    }

    private func news(of interruption: Interruption) -> [String] {
        guard let process = self.process else {
            // For who was never let in the dashboard ends, and whoever began it says why.
            return interruption.isRetrying ? ["No connection: \(interruption.clause)."] : []
        }
        if interruption.isRetrying { return ["The connection to \(process.brief) is interrupted: \(interruption.clause)."] }
        let lost = self.model.store.alive > 0 ? " What lived then is lost." : ""
        return ["\(process.capitalBrief) has ended: \(interruption.clause).\(lost)"]
    }
}

extension ProcessDescription {
    /// As ``brief``, at the beginning of a sentence.
    fileprivate var capitalBrief: String { "Process " + self.brief }
}
