import BackgroundWorkEvents

extension DrainForecast {
    /// A live task among many, of which only the first by some order are wanted. Small, because there may be a hundred thousand.
    struct Candidate: Sendable {
        let id: BackgroundTaskID
        let queuePosition: Int
        /// What comes first has the lower key.
        private let key: Double

        /// The worst first: what keeps all others from going on, then by verdict, then the less likely to finish, then the older.
        /// Of what may or may not end in time, first what holds a thread: it would not hear that it is asked to stop.
        init(
            _ id: BackgroundTaskID,
            queuePosition: Int,
            byVerdict kind: Verdict.Kind,
            holdsThread: Bool,
            isStickingPool: Bool
        ) {
            self.id = id
            self.queuePosition = queuePosition
            let key: Double =
                switch kind {
                case .ignoresCancellation: 0
                case .willNotFinish: 2
                case .atRisk(let probability) where holdsThread: 3 + probability
                case .unknown where holdsThread: 3.95
                case .atRisk(let probability): 4 + probability
                case .unknown: 6
                case .timesOut(let probability): 7 + probability
                case .finishes(let probability): 8 + probability
                }
            self.key = isStickingPool ? key - 10 : key
        }

        /// Those first that will likely take longest, of those that can be expected to end in time; nil for others. What may never
        /// end by itself comes before all.
        init?(_ id: BackgroundTaskID, queuePosition: Int, byLeft assessment: Assessment) {
            guard assessment.kind.isHopeful, let expectation = assessment.expectation else { return nil }
            self.id = id
            self.queuePosition = queuePosition
            self.key = -Double(expectation.left(withProbability: 0.9) ?? .max)
        }
    }
}

extension DrainForecast.Candidate: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        left.key == right.key ? left.id < right.id : left.key < right.key
    }

    static func == (left: Self, right: Self) -> Bool {
        left.key == right.key && left.id == right.id
    }
}

extension Verdict.Kind {
    /// Whether the task can be expected to end in time.
    var isHopeful: Bool {
        switch self {
        case .finishes, .timesOut, .atRisk: true
        case .willNotFinish, .unknown, .ignoresCancellation: false
        }
    }
}
