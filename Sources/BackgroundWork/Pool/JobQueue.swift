import BackgroundWorkEvents
import DequeModule

/// Jobs in the order in which threads take them: the urgent first, but nobody for ever last. Not safe for use from several
/// threads by itself.
struct JobQueue {
    private struct Entry {
        let job: PoolJob
        let since: TaskInstant
    }

    /// How many jobs are taken by priority before one is taken by age.
    static let takesPerAgedTake = 16

    /// One queue a priority band: interactive, initiated, default, utility, background.
    private var bands: [Deque<Entry>] = Array(repeating: [], count: 5)
    private var takes = 0

    private(set) var count = 0

    /// Since when the job that has waited longest has been waiting; nil if none waits.
    var oldestSince: TaskInstant? {
        self.bands.lazy.compactMap(\.first?.since).min()
    }

    mutating func append(_ job: PoolJob, priority: UInt8, at now: TaskInstant) {
        self.count += 1
        self.bands[Self.band(of: priority)].append(Entry(job: job, since: now))
    }

    mutating func popNext() -> PoolJob? {
        guard self.count > 0 else { return nil }
        self.takes += 1
        let filled = self.bands.indices.filter { !self.bands[$0].isEmpty }
        let isAgedTake = self.takes.isMultiple(of: Self.takesPerAgedTake)
        let next = isAgedTake ? filled.min { self.bands[$0][0].since < self.bands[$1][0].since } : filled.first
        guard let band = next else { return nil }
        self.count -= 1
        return self.bands[band].removeFirst().job
    }

    private static func band(of priority: UInt8) -> Int {
        switch priority {
        case 33...: 0
        case 25...: 1
        case 21...: 2
        case 17...: 3
        default: 4
        }
    }
}
