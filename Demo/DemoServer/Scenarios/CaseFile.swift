/// The accusations of one run, and what they came to.
struct CaseFile: Sendable {
    /// What an accusation is answered.
    struct Answer: Equatable, Sendable {
        let isRight: Bool
        let sentence: String
    }

    let scenario: Scenario
    /// When the culprit was found, counted from the beginning; nil before.
    private(set) var foundAfter: Duration?
    /// Who was accused before that and was not it, each once.
    private(set) var wronglyAccused: [String] = []

    init(_ scenario: Scenario) {
        self.scenario = scenario
    }

    /// - Parameters:
    ///   - evidence: What this run has shown of the name so far.
    ///   - time: Since the beginning.
    mutating func accuse(_ name: String, on evidence: Evidence, after time: Duration) -> Answer {
        guard name == self.scenario.culprit else {
            return Answer(isRight: false, sentence: self.acquittal(of: name, on: evidence))
        }
        let verb = self.foundAfter == nil ? "found" : "as you found"
        let found = self.foundAfter ?? time
        self.foundAfter = found
        let (puzzle, fault) = (self.scenario.puzzle, self.scenario.fault)
        let sentences = [puzzle.incriminating(evidence), fault.explanation, fault.remedy, fault.reference]
        return Answer(
            isRight: true,
            sentence: "right, \(verb) after \(found.inSentence). " + sentences.joined(separator: " ")
        )
    }

    private mutating func acquittal(of name: String, on evidence: Evidence) -> String {
        let again = self.wronglyAccused.contains(name)
        if self.foundAfter == nil, !again { self.wronglyAccused.append(name) }
        return "no\(again ? ", as before" : ""). \(self.scenario.puzzle.exonerating(evidence))"
    }
}
