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

    var sent: Int { self.accepted + self.refused + self.failed + self.inFlight }

    var text: String {
        "load: \(self.sent) requests = \(self.accepted) accepted + \(self.refused) refused (503) + \(self.failed) failed"
            + (self.inFlight > 0 ? " + \(self.inFlight) unanswered" : "")
    }
}
