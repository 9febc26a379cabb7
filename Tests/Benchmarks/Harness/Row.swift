/// What came of one benchmark.
package struct Row: Sendable {
    package enum Verdict: String, Hashable, Sendable, Encodable {
        case within, missed
        /// There is no budget.
        case informative
        /// It could not be measured here.
        case skipped
        /// What was measured means nothing.
        case failed
    }

    package let name: String
    package let unit: String
    package let kind: Benchmark.Kind
    package let value: Double?
    package let baseline: Double?
    package let ratio: Double?
    package let budget: Budget?
    package let verdict: Verdict
    /// Why there are no figures.
    package let note: String?

    package init(_ benchmark: Benchmark, _ samples: Samples) {
        self.name = benchmark.name
        self.unit = benchmark.unit
        self.kind = benchmark.kind
        self.value = samples.value
        self.baseline = samples.baseline
        self.ratio = benchmark.kind == .ratio ? samples.ratio : nil
        self.budget = benchmark.budget
        self.note = nil
        guard let budget = benchmark.budget else {
            self.verdict = .informative
            return
        }
        let judged = benchmark.kind == .ratio ? samples.ratio : samples.value
        self.verdict = budget.admits(judged ?? .nan) ? .within : .missed
    }

    /// A row without figures.
    package init(_ benchmark: Benchmark, _ verdict: Verdict, note: String) {
        self.name = benchmark.name
        self.unit = benchmark.unit
        self.kind = benchmark.kind
        self.value = nil
        self.baseline = nil
        self.ratio = nil
        self.budget = benchmark.budget
        self.verdict = verdict
        self.note = note
    }

    /// Whether the whole run has failed because of it.
    package var isFailure: Bool { self.verdict == .missed || self.verdict == .failed }
}
