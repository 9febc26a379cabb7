/// Who holds the exit, and for how long.
public struct DrainForecast: Sendable {
    /// A live task, and what is to be expected of it.
    public struct Holder: Sendable {
        public let row: TaskRow
        public let verdict: Verdict
    }

    /// The worst first; no more than were asked for.
    public let holders: [Holder]
    public let finishes: Int
    public let atRisk: Int
    public let willNotFinish: Int
    public let unknown: Int
    public let ignoresCancellation: Int
    /// How long it takes, more likely than not, until all are over that can be expected to end. Nil where there are none.
    public let emptyIn: Duration?
    /// How many cannot be expected to end by themselves: `likely empty in 9 s but for 2 tasks`.
    public let exceptions: Int

    /// All that live.
    public var total: Int {
        self.finishes + self.atRisk + self.willNotFinish + self.unknown + self.ignoresCancellation
    }
}
