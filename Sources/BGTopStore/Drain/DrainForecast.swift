/// Who holds the exit, and for how long.
public struct DrainForecast: Sendable {
    /// A live task, and what is to be expected of it.
    public struct Holder: Sendable, Identifiable {
        public let row: TaskRow
        public let verdict: Verdict

        public var id: TaskRow.ID { self.row.id }
    }

    /// How many live tasks there are of each verdict.
    public struct Tally: Hashable, Sendable {
        public private(set) var finishes = 0
        public private(set) var timesOut = 0
        public private(set) var atRisk = 0
        public private(set) var willNotFinish = 0
        public private(set) var unknown = 0
        public private(set) var ignoresCancellation = 0

        public var total: Int {
            self.finishes + self.timesOut + self.atRisk + self.willNotFinish + self.unknown + self.ignoresCancellation
        }

        mutating func count(_ kind: Verdict.Kind) {
            switch kind {
            case .finishes: self.finishes += 1
            case .timesOut: self.timesOut += 1
            case .atRisk: self.atRisk += 1
            case .willNotFinish: self.willNotFinish += 1
            case .unknown: self.unknown += 1
            case .ignoresCancellation: self.ignoresCancellation += 1
            }
        }
    }

    /// The worst first; no more than were asked for. While no thread takes new work, those come before all others that hold the
    /// threads: what will become of the others is up to them. Of what may or may not end in time, those come first that hold one.
    public package(set) var holders: [Holder]
    public let tally: Tally
    /// In what time, more likely than not, all have ended that can be expected to. Nil where there are none, or where it is at no
    /// time likely. With tasks of which nobody can say anything it is no more than a bound: it will not be empty any sooner.
    public let emptyIn: Duration?

    /// Whether ``emptyIn`` is only a bound: `empty in 9 s at the earliest`.
    public var isBound: Bool { self.tally.unknown > 0 }
    /// How many are known not to end in time: `likely empty in 9 s but for 2`.
    public var exceptions: Int { self.tally.willNotFinish + self.tally.ignoresCancellation }
}
