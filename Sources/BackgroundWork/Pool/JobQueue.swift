import BackgroundWorkEvents
import DequeModule

/// Jobs that wait for a thread, in bands of priority: within a band the oldest is the first. Not safe for use from several threads
/// by itself.
struct JobQueue {
    struct Entry {
        let job: PoolJob
        /// When it began to wait.
        let since: TaskInstant
    }

    /// The bands: interactive, initiated, default, utility, background.
    static let bandCount = 5

    /// Room for more than this is given back when a crowd has gone: a task may have made a million children.
    private static let maximumSpare = 4_096

    private struct Band {
        var entries: Deque<Entry> = []
        /// The most that it has held since it was empty.
        var most = 0
    }

    private var bands = [Band](repeating: Band(), count: Self.bandCount)
    /// A bit for each band that holds something, the most urgent band being the lowest.
    private(set) var filled: UInt = 0

    /// Since when the job that has waited longest has been waiting; nil if none waits.
    var oldestSince: TaskInstant? {
        self.oldestBand.map { self.bands[$0].entries[0].since }
    }

    /// Since when the job that ``popMostUrgent()`` takes next has been waiting; nil if none waits.
    var mostUrgentSince: TaskInstant? {
        self.filled == 0 ? nil : self.bands[self.filled.trailingZeroBitCount].entries[0].since
    }

    mutating func append(_ job: PoolJob, priority: UInt8, at now: TaskInstant) {
        let band = Self.band(of: priority)
        self.filled |= 1 << UInt(band)
        self.bands[band].entries.append(Entry(job: job, since: now))
        self.bands[band].most = max(self.bands[band].most, self.bands[band].entries.count)
    }

    /// The oldest job of the most urgent band.
    mutating func popMostUrgent() -> Entry? {
        self.filled == 0 ? nil : self.popFirst(of: self.filled.trailingZeroBitCount)
    }

    /// The job that has waited longest, however urgent the others are.
    mutating func popOldest() -> Entry? {
        self.oldestBand.map { self.popFirst(of: $0) }
    }

    /// The jobs that have been waiting since before `instant`, at most `limit` of each band.
    func waiting(sinceBefore instant: TaskInstant, limit: Int) -> [PoolJob] {
        self.bands.flatMap { band in band.entries.prefix(limit).prefix { $0.since < instant }.map(\.job) }
    }

    private var oldestBand: Int? {
        var oldest: (band: Int, since: TaskInstant)?
        for band in self.bands.indices where !self.bands[band].entries.isEmpty {
            let since = self.bands[band].entries[0].since
            if oldest.map({ since < $0.since }) ?? true { oldest = (band, since) }
        }
        return oldest?.band
    }

    private mutating func popFirst(of band: Int) -> Entry {
        let entry = self.bands[band].entries.removeFirst()
        if self.bands[band].entries.isEmpty {
            self.filled &= ~(1 << UInt(band))
            if self.bands[band].most > Self.maximumSpare { self.bands[band].entries = [] }
            self.bands[band].most = 0
        }
        return entry
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
