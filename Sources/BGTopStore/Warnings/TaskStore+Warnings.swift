import BackgroundWorkEvents

extension TaskStore {
    /// What is wrong now, the most severe first: at most one for each rule. While nothing comes of the process
    /// (``interruption``), that and nothing else: whether anything was still wrong nobody could know.
    public var warnings: [RowWarning] {
        if let interruption = self.interruption { return [RowWarning(interruption, isAfterShutdown: self.report != nil)] }
        let found = WarningRule.all.compactMap { $0.warning(about: self) }
        // The sort is stable: within a severity the order of the rules decides.
        return found.sorted { $0.severity > $1.severity }
    }

    /// The one sentence that matters most.
    public var headline: Headline { self.headline(of: self.warnings) }

    /// As ``headline``, where ``warnings`` is known already: to find them is most of the work.
    package func headline(of warnings: [RowWarning]) -> Headline {
        if let worst = warnings.first {
            return Headline(severity: worst.severity, text: worst.summary, task: worst.task)
        }
        guard self.process != nil else {
            return Headline(severity: nil, text: "nothing is known yet", task: nil)
        }
        guard let oldest = self.oldestQueued else {
            return Headline(severity: nil, text: "nothing is queued, nothing is known to be stuck", task: nil)
        }
        let wait = oldest.waited(at: self.now).prose
        let text =
            self.queued == 1
            ? "1 task waits in the queue, for \(wait)" : "\(self.queued.prose) tasks wait in the queue, the longest for \(wait)"
        return Headline(severity: nil, text: text, task: oldest.id)
    }

    /// Of the live tasks about which a warning of this kind stands, the one that was submitted first; and how many there are.
    func warned(_ kind: TaskWarning.Kind) -> (row: TaskRow, count: Int)? {
        guard let tasks = self.warned[kind], let oldest = tasks.min() else { return nil }
        return self.table[oldest].map { ($0, tasks.count) }
    }
}
