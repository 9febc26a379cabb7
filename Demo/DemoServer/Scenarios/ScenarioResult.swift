/// What a scenario came to: what it was, and whether somebody found it.
struct ScenarioResult: Sendable {
    let name: ScenarioName
    let question: String
    let culprit: String
    let fault: Fault
    let foundAfter: Duration?
    let wronglyAccused: [String]

    init(_ file: CaseFile) {
        self.name = file.scenario.name
        self.question = file.scenario.puzzle.question
        self.culprit = file.scenario.culprit
        self.fault = file.scenario.fault
        self.foundAfter = file.foundAfter
        self.wronglyAccused = file.wronglyAccused
    }

    /// Several lines.
    var text: String {
        let outcome = self.foundAfter.map { "found after \($0.inSentence)" } ?? "not found"
        var lines = ["scenario \(self.name.rawValue): \(self.question)", "  \(outcome): \(self.culprit)"]
        if !self.wronglyAccused.isEmpty { lines.append("  accused wrongly: \(self.wronglyAccused.joined(separator: ", "))") }
        lines += [self.fault.explanation, self.fault.remedy, self.fault.reference].map { "  \($0)" }
        return lines.joined(separator: "\n")
    }
}
