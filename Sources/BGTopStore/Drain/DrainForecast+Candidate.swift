import BackgroundWorkEvents

extension DrainForecast {
    /// A task that may be among the worst.
    struct Candidate: Sendable {
        let id: BackgroundTaskID
        let assessment: Assessment
    }
}

extension DrainForecast.Candidate: Comparable {
    /// The worst first: by verdict, then the less likely to finish, then the older.
    static func < (left: Self, right: Self) -> Bool { left.order < right.order }
    static func == (left: Self, right: Self) -> Bool { left.order == right.order }

    private var order: (Int, Double, BackgroundTaskID) {
        switch self.assessment.kind {
        case .ignoresCancellation: (0, 0, self.id)
        case .willNotFinish: (1, 0, self.id)
        case .atRisk(let probability): (2, probability, self.id)
        case .unknown: (3, 0, self.id)
        case .finishes(let probability): (4, probability, self.id)
        }
    }
}
