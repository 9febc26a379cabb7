import BackgroundWorkEvents

/// Judges the tasks of a store at one moment, one after the other. What many tasks share is looked up once.
struct Judge: Sendable {
    /// Under so many runs nothing is said.
    static let minimumRuns: UInt64 = 20

    private let store: TaskStore
    /// Nanoseconds until the phase's deadline; nil where there is none.
    private let timeLeft: Int64?
    private let startsPerSecond: Double
    private let threadHolders: Set<BackgroundTaskID>
    /// By name; nil where nobody has asked yet.
    private var runs: [DurationDistribution?]
    private var reactions: [DurationDistribution?]

    init(_ store: TaskStore) {
        self.store = store
        self.timeLeft = store.drain?.deadline.map { max(0, ($0 - store.now).clampedNanoseconds) }
        self.startsPerSecond = store.startsPerSecond
        self.threadHolders = Set(store.pools.flatMap(\.blockedThreads).compactMap(\.task))
        self.runs = Array(repeating: nil, count: store.nameTable.statistics.count)
        self.reactions = self.runs
    }

    /// - Parameter queuePosition: Where a queued task stands.
    mutating func assess(_ row: TaskRow, queuePosition: Int) -> Assessment {
        switch row.state {
        case .ended, .lost:
            return Assessment(kind: .finishes(1), grounds: .ended, expectation: nil)
        case .cancelling:
            return self.assessAsked(row)
        case .running:
            let elapsed = row.ran(at: self.store.now)?.clampedNanoseconds ?? 0
            if let left = row.nanosecondsLeftAtItsPace(at: self.store.now), let progress = row.progress {
                return self.assess(.pace(left: left), on: .progress(progress.fraction), runs: self.runs(of: row).count)
            }
            let runs = self.runs(of: row)
            return self.assess(
                runs,
                elapsed: elapsed,
                delay: 0,
                grounds: elapsed < runs.longest ? .runs(runs.count) : .longest(runs.count)
            )
        case .queued:
            let runs = self.runs(of: row)
            guard self.startsPerSecond > 0 else {
                let grounds = Assessment.Grounds.queue(position: queuePosition, wait: nil)
                return Assessment(kind: .unknown(runs: runs.count), grounds: grounds, expectation: nil)
            }
            let wait = Int64(min(Double(queuePosition) / self.startsPerSecond, 1e9) * 1e9)
            return self.assess(runs, elapsed: 0, delay: wait, grounds: .queue(position: queuePosition, wait: wait))
        }
    }

    /// Puts an assessment into words.
    mutating func verdict(_ assessment: Assessment, on row: TaskRow) -> Verdict {
        var reason = assessment.grounds.reason(for: assessment.kind)
        if self.threadHolders.contains(row.id), row.state.isAlive {
            reason += (reason.isEmpty ? "" : "; ") + "holds a thread without a suspension, cannot hear a cancel"
        }
        return Verdict(
            kind: assessment.kind,
            usual: self.runs(of: row).summary,
            likelyLeft: assessment.expectation?.likelyLeft,
            reason: reason
        )
    }

    /// A task that has been asked to stop is judged by how long others of its name took to react.
    private mutating func assessAsked(_ row: TaskRow) -> Assessment {
        let asked = row.cancellation.map { self.store.now - $0.at }
        if row.isUncooperative {
            return Assessment(kind: .ignoresCancellation, grounds: .uncooperative(asked: asked), expectation: nil)
        }
        let reactions = self.reactions(of: row)
        let elapsed = asked ?? .zero
        return self.assess(
            reactions,
            elapsed: elapsed.clampedNanoseconds,
            delay: 0,
            grounds: .asked(elapsed, others: reactions.count)
        )
    }

    private func assess(
        _ others: DurationDistribution,
        elapsed: Int64,
        delay: Int64,
        grounds: Assessment.Grounds
    ) -> Assessment {
        guard others.count >= Self.minimumRuns else {
            let few: Assessment.Grounds = if case .longest(let runs) = grounds { .runs(runs) } else { grounds }
            return Assessment(kind: .unknown(runs: others.count), grounds: few, expectation: nil)
        }
        return self.assess(.asOthers(others, elapsed: elapsed, delay: delay), on: grounds, runs: others.count)
    }

    private func assess(_ expectation: Expectation, on grounds: Assessment.Grounds, runs: UInt64) -> Assessment {
        guard let timeLeft else {
            // Without a deadline all that ends, ends in time; of what took longer than any before it nobody knows whether it does.
            let kind: Verdict.Kind = expectation.left(withProbability: 1) == nil ? .unknown(runs: runs) : .finishes(1)
            return Assessment(kind: kind, grounds: grounds, expectation: expectation)
        }
        let probability = expectation.probability(ofEndingWithin: timeLeft)
        let kind: Verdict.Kind =
            switch probability {
            case 0.9...: .finishes(probability)
            case ...0.1: .willNotFinish
            default: .atRisk(probability)
            }
        return Assessment(kind: kind, grounds: grounds, expectation: expectation)
    }

    private mutating func runs(of row: TaskRow) -> DurationDistribution {
        if let known = self.runs[Int(row.name)] { return known }
        let distribution = self.store.nameTable[row.name].run.histogram.distribution
        self.runs[Int(row.name)] = distribution
        return distribution
    }

    private mutating func reactions(of row: TaskRow) -> DurationDistribution {
        if let known = self.reactions[Int(row.name)] { return known }
        let distribution = self.store.nameTable[row.name].reaction?.histogram.distribution ?? DurationDistribution(longest: 0)
        self.reactions[Int(row.name)] = distribution
        return distribution
    }
}
