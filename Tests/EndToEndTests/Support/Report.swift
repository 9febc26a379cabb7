import Foundation
import Testing

/// The report of a shutdown, as `--report json` writes it.
struct Report: Decodable {
    struct Rejected: Decodable {
        let full, shuttingDown, cancelledWaiting, held: Int

        var total: Int { self.full + self.shuttingDown + self.cancelledWaiting + self.held }
    }

    struct Scenario: Decodable {
        let name, question, culprit, fault: String
        let foundAfter: Double?
        let wronglyAccused: [String]
        let lesson: Int
    }

    struct Phases: Decodable {
        let draining, cancelling: Double
    }

    let report, submitted, succeeded, failed, cancelled, timedOut, discarded, alive: Int
    let rejected: Rejected
    let phases: Phases
    let requestedBy: String?
    let uncooperative, discardedNames: [String]
    /// Nil where none was run.
    let scenario: Scenario?

    /// Decodes what must be one line and nothing else.
    init(line output: String) throws {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count == 2 && lines[1].isEmpty, "\(output)")
        self = try JSONDecoder().decode(Self.self, from: Data(lines[0].utf8))
    }

    /// What the process has to say with its exit code. On a busy machine a task may be late to stop, which is told as well.
    var exitCode: Int {
        if !self.uncooperative.isEmpty || self.alive > 0 { return 2 }
        return self.cancelled + self.discarded > 0 ? 1 : 0
    }

    var isBalanced: Bool {
        self.submitted == self.succeeded + self.failed + self.cancelled + self.timedOut + self.discarded + self.alive
    }
}
