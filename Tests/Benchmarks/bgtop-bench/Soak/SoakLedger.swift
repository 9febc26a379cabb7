import BackgroundWorkEvents

/// The books of a soak, kept without the library: what was submitted, and how each of it has to end.
struct SoakLedger: Sendable {
    private(set) var expected = TaskTotals()

    mutating func countSubmission(_ task: SoakTask) {
        self.expected.countSubmission()
        self.expected.countEnd(task.outcome)
    }

    /// A submission found no room.
    mutating func countRefusal() {
        self.expected.countRejection(.full)
    }

    /// What does not agree, one sentence each. Empty where the accounting is exact.
    ///
    /// - Parameters:
    ///   - report: What the library says once all is over.
    ///   - seen: What the viewer has counted.
    ///   - alive: How many tasks the viewer takes to be alive.
    ///   - returned: How many operations have returned, as they say themselves.
    func discrepancies(report: TaskTotals, seen: TaskTotals, alive: Int, returned: Int) -> [String] {
        var found: [String] = []
        if !report.isBalanced(alive: 0) {
            found.append("\(report.submitted) were submitted, and \(report.ended) ended")
        }
        if report != self.expected { found.append("the report says \(report), not \(self.expected)") }
        if seen != report { found.append("the viewer says \(seen), not \(report)") }
        if alive != 0 { found.append("the viewer takes \(alive) tasks to be alive") }
        if UInt64(returned) != report.succeeded {
            found.append("\(returned) operations returned, and \(report.succeeded) tasks succeeded")
        }
        return found
    }
}
