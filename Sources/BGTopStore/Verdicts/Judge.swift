import BackgroundWorkEvents

/// Judges the tasks of a store at one moment, one after the other. What many tasks share is looked up once.
struct Judge: Sendable {
    /// Under so many runs nothing is said.
    static let minimumRuns: UInt64 = 20
    /// Only runs that took longer than a task has taken so far tell how it may go on; under so many nothing is said. Those that are
    /// seen to end first are the short ones, so that of a server that has just begun the long ones are missing.
    static let minimumLongerRuns: UInt64 = 5
    /// Who has taken longer than any before it is one of their kind all the same if such a run is likelier than this. Right
    /// beyond the longest of twenty that is so, since it happens to one in twenty-one; beyond the longest of a hundred it is not.
    static let chanceOfItsKind = 0.01

    /// The runs of one name.
    private struct Runs {
        /// How long those took that succeeded.
        let usual: DurationSummary?
        /// How a task may go on by itself. Those count as well that were asked to stop: they would have taken longer.
        let distribution: DurationDistribution

        /// Of a task of whose name nothing is known.
        static let none = Runs(usual: nil, distribution: DurationDistribution(longest: 0))

        private init(usual: DurationSummary?, distribution: DurationDistribution) {
            self.usual = usual
            self.distribution = distribution
        }

        init(of name: NameStatistics) {
            let ended = name.run.histogram.distribution()
            self.usual = ended.summary
            self.distribution = name.cutShort.map { name.run.histogram.distribution(cutShort: $0) } ?? ended
        }
    }

    private let store: TaskStore
    /// Nanoseconds until the phase's deadline; nil where there is none.
    private let timeLeft: Int64?
    private let startsPerSecond: Double
    private let threadHolders: Set<BackgroundTaskID>
    private let stuckPools: StuckPools
    /// Names of which a task ignores cancellation at this moment: a timeout ends none of them.
    private let deafNames: Set<NameTable.Index>
    /// By name; nil where nobody has asked yet.
    private var runs: [Runs?]
    private var reactions: [DurationDistribution?]

    init(_ store: TaskStore) {
        self.store = store
        self.timeLeft = store.drain?.deadline.map { max(0, ($0 - store.now).clampedNanoseconds) }
        self.startsPerSecond = store.startsPerSecond
        self.threadHolders = Set(store.pools.flatMap(\.blockedThreads).compactMap(\.task))
        self.stuckPools = StuckPools(of: store)
        self.deafNames = Set(
            (store.warned[.uncooperative] ?? []).compactMap { store.table[$0] }.filter { Self.hasNameOfItsOwn($0, in: store) }
                .map(\.name)
        )
        self.runs = Array(repeating: nil, count: store.nameTable.statistics.count)
        self.reactions = Array(repeating: nil, count: self.runs.count)
    }

    /// - Parameter queuePosition: Where a queued task stands.
    mutating func assess(_ row: TaskRow, queuePosition: Int) -> Assessment {
        // What was found to ignore a request had its thread then; the library looks at nobody who waits for one.
        if row.state.isAlive, !row.isUncooperative, let wait = self.stuckPools.wait(of: row, at: self.store.now) {
            return Assessment(kind: .unknown(runs: nil), grounds: .starved(wait), expectation: nil)
        }
        switch row.state {
        case .ended, .lost:
            return Assessment(kind: .finishes(1), grounds: .ended, expectation: nil)
        case .cancelling:
            return self.assessAsked(row)
        case .running:
            // What is said to begin only in the future has not gone on for a negative time.
            let elapsed = max(0, row.ran(at: self.store.now)?.clampedNanoseconds ?? 0)
            return self.cutShort(self.assessRunning(row, startedAgo: elapsed), of: row, startedAgo: elapsed)
        case .queued:
            guard self.startsPerSecond > 0 else {
                let grounds = Assessment.Grounds.queue(position: queuePosition, wait: nil)
                return Assessment(kind: .unknown(runs: nil), grounds: grounds, expectation: nil)
            }
            let wait = Int64(min(Double(queuePosition) / self.startsPerSecond, 1e9) * 1e9)
            let grounds = Assessment.Grounds.queue(position: queuePosition, wait: wait)
            return self.cutShort(
                self.assess(self.runs(of: row), elapsed: 0, delay: wait, grounds: grounds),
                of: row,
                startedAgo: -wait
            )
        }
    }

    /// Whether the task is one of those that hold all the threads of the pool, so that nothing else goes on.
    func isStickingPool(_ id: BackgroundTaskID) -> Bool {
        self.stuckPools.holders.contains(id)
    }

    /// Whether the task, if it lives, has a thread and does not let go of it.
    func holdsThread(_ id: BackgroundTaskID) -> Bool { self.threadHolders.contains(id) }

    /// Puts an assessment into words.
    mutating func verdict(_ assessment: Assessment, on row: TaskRow) -> Verdict {
        var reason = assessment.reason
        let holdsThread = self.holdsThread(row.id) && row.state.isAlive
        if holdsThread {
            reason += reason.isEmpty ? "" : "; "
            reason +=
                self.isStickingPool(row.id)
                ? "holds a thread for which all others wait, cannot hear a cancel"
                : "holds a thread without a suspension, cannot hear a cancel"
        }
        let waitsForThread = if case .starved = assessment.grounds { true } else { false }
        return Verdict(
            kind: assessment.kind,
            holdsThread: holdsThread,
            waitsForThread: waitsForThread,
            usual: self.known(of: row).usual,
            likelyLeft: assessment.expectation?.likelyLeft,
            reason: reason
        )
    }

    private mutating func assessRunning(_ row: TaskRow, startedAgo: Int64) -> Assessment {
        let runs = self.runs(of: row)
        if let left = self.store.nanosecondsLeft(atPaceOf: row), let progress = row.progress {
            return self.assess(.pace(left: left), on: .progress(progress.fraction))
        }
        let elapsed = max(0, startedAgo - self.store.standstill(of: row, upTo: self.store.now).before.clampedNanoseconds)
        guard elapsed >= runs.longest else {
            return self.assess(runs, elapsed: elapsed, delay: 0, grounds: .runs(runs.count))
        }
        let grounds = Assessment.Grounds.longest(runs.count, mayBeChance: self.mayBeOneOf(runs, after: elapsed))
        return self.assess(runs, elapsed: elapsed, delay: 0, grounds: grounds)
    }

    /// A task that has been asked to stop is judged by how long others of its name took to react.
    private mutating func assessAsked(_ row: TaskRow) -> Assessment {
        let asked = row.cancellation.map { max(.zero, self.store.now - $0.at) }
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

    /// What the task's own timeout makes of what is expected of it otherwise: it asks the task to stop, and most do.
    ///
    /// - Parameter elapsed: How long ago it started, in nanoseconds; negative where it has yet to.
    private mutating func cutShort(_ expected: Assessment, of row: TaskRow, startedAgo elapsed: Int64) -> Assessment {
        guard let timeout = row.task.timeout, !self.holdsThread(row.id), !self.deafNames.contains(row.name) else {
            return expected
        }
        let (difference, overflow) = timeout.clampedNanoseconds.subtractingReportingOverflow(elapsed)
        let strike = overflow ? .max : max(0, difference)
        let reactions = self.reactions(of: row)
        let expectation = Expectation.timeout(
            expected.expectation,
            after: strike,
            reactions: reactions.count >= Self.minimumRuns ? reactions : nil
        )
        guard strike <= self.timeLeft ?? .max / 2 else {
            return expected.kind.isHopeful
                ? Assessment(kind: expected.kind, grounds: expected.grounds, expectation: expectation) : expected
        }
        let kind = self.kind(of: expectation)
        guard case .finishes(let inTime) = kind else {
            return kind.isHopeful
                ? Assessment(kind: kind, grounds: expected.grounds, expectation: expectation, timeoutIn: strike) : expected
        }
        // Over it is in time, one way or the other; what is told is the likelier one.
        let byItself = expected.expectation?.probability(ofEndingWithin: strike) ?? 0
        return Assessment(
            kind: byItself < 0.5 ? .timesOut(inTime - byItself) : .finishes(byItself),
            grounds: expected.grounds,
            expectation: expectation,
            timeoutIn: byItself < 0.9 ? strike : nil
        )
    }

    private func assess(
        _ others: DurationDistribution,
        elapsed: Int64,
        delay: Int64,
        grounds: Assessment.Grounds
    ) -> Assessment {
        guard others.count >= Self.minimumRuns else {
            let few: Assessment.Grounds =
                switch grounds {
                case .runs(let runs), .longest(let runs, _): .few(runs)
                default: grounds
                }
            return Assessment(kind: .unknown(runs: others.count), grounds: few, expectation: nil)
        }
        if elapsed >= others.longest {
            guard !self.mayBeOneOf(others, after: elapsed) else {
                return Assessment(kind: .unknown(runs: nil), grounds: grounds, expectation: nil)
            }
        } else {
            let longer = others.count(over: elapsed)
            guard longer >= Self.minimumLongerRuns else {
                return Assessment(kind: .unknown(runs: nil), grounds: .fewLonger(longer), expectation: nil)
            }
        }
        return self.assess(.asOthers(others, elapsed: elapsed, delay: delay), on: grounds)
    }

    /// Whether what has taken longer than all of `others` that ended may be one of their kind all the same. It is not if enough
    /// have been seen to go on as it does, until they were cut short.
    private func mayBeOneOf(_ others: DurationDistribution, after elapsed: Int64) -> Bool {
        others.count(over: elapsed) < Self.minimumLongerRuns
            && others.chance(ofTakingLongerThan: elapsed) > Self.chanceOfItsKind
    }

    private func assess(_ expectation: Expectation, on grounds: Assessment.Grounds) -> Assessment {
        Assessment(kind: self.kind(of: expectation), grounds: grounds, expectation: expectation)
    }

    private func kind(of expectation: Expectation) -> Verdict.Kind {
        guard let timeLeft else {
            // Without a deadline all that ends, ends in time; of what took longer than any before it nobody knows whether it does.
            return expectation.left(withProbability: 0) == nil ? .unknown(runs: nil) : .finishes(1)
        }
        let probability = expectation.probability(ofEndingWithin: timeLeft)
        return switch probability {
        case 0.9...: .finishes(probability)
        case ...0.1: .willNotFinish
        default: .atRisk(probability)
        }
    }

    private mutating func runs(of row: TaskRow) -> DurationDistribution { self.known(of: row).distribution }

    /// Names beyond those that are kept share one place, where what one of them does says nothing of the others.
    private static func hasNameOfItsOwn(_ row: TaskRow, in store: TaskStore) -> Bool {
        store.nameTable[row.name].name == row.task.name
    }

    private mutating func known(of row: TaskRow) -> Runs {
        guard Self.hasNameOfItsOwn(row, in: self.store) else { return .none }
        if let known = self.runs[Int(row.name)] { return known }
        let runs = Runs(of: self.store.nameTable[row.name])
        self.runs[Int(row.name)] = runs
        return runs
    }

    private mutating func reactions(of row: TaskRow) -> DurationDistribution {
        guard Self.hasNameOfItsOwn(row, in: self.store) else { return Runs.none.distribution }
        if let known = self.reactions[Int(row.name)] { return known }
        let distribution = self.store.nameTable[row.name].reaction?.histogram.distribution() ?? DurationDistribution(longest: 0)
        self.reactions[Int(row.name)] = distribution
        return distribution
    }
}
