import Synchronization

/// What became of the requests that the load made.
struct LoadTally: Equatable, Sendable {
    /// The server took the work in.
    var accepted = 0
    /// The server answered 503.
    var refused = 0
    /// There was no answer, or one that nobody expected.
    var failed = 0
    /// Without an answer so far.
    var inFlight = 0
    /// How many the rate has asked for, on average, before the server began to drain.
    var asked = 0

    var sent: Int { self.accepted + self.refused + self.failed + self.inFlight }

    /// Whether fewer were sent than the rate has asked for, by more than chance does it.
    var isBehind: Bool {
        let missing = Double(self.asked - self.sent)
        return missing > Double(self.asked) / 5 && missing > 4 * Double(self.asked).squareRoot()
    }

    /// One line, to be held against the report: what was accepted here was submitted there.
    var text: String {
        "load: \(self.sent) requests = \(self.accepted) accepted + \(self.refused) refused (503) + \(self.failed) failed"
            + (self.inFlight > 0 ? " + \(self.inFlight) unanswered" : "")
            + (self.isBehind ? "; the rate asked for some \(self.asked)" : "")
    }
}

/// The load's books, which are open to whoever writes the report, on any thread.
final class LoadLedger: Sendable {
    private let stored = Mutex(LoadTally())

    var tally: LoadTally { self.stored.withLock { $0 } }

    func update<Result>(_ change: (inout LoadTally) -> Result) -> Result {
        self.stored.withLock { change(&$0) }
    }
}
