import BackgroundWorkEvents
import BackgroundWorkSchema

/// Puts a snapshot together that comes in parts.
struct SnapshotAssembly {
    /// Far more live tasks than anybody has, and few enough not to fill the memory of whoever watches.
    static let maximumTasks = 500_000
    /// Of all frames in which it comes: so much for each of so many tasks as nobody has, or very much for as many as some have.
    static let maximumBytes = 134_217_728
    /// Fields, annotations, nodes and warnings of all tasks: two bytes of a frame can be one that takes a hundred in memory.
    static let maximumParts = 8_000_000

    private let maximumBytes: Int
    private let maximumParts: Int
    private var at = TaskInstant(nanoseconds: 0)
    private var head: TaskSnapshot?
    private var live: [LiveTask] = []
    private var byteCount = 0
    private var partCount = 0

    init(maximumBytes: Int = Self.maximumBytes, maximumParts: Int = Self.maximumParts) {
        self.maximumBytes = maximumBytes
        self.maximumParts = maximumParts
    }

    /// Whether parts are still to come.
    var isOpen: Bool { self.head != nil }

    /// - Returns: The snapshot, if it has come as a whole.
    mutating func begin(_ snapshot: SchemaSnapshot, at: TaskInstant, decoder: BatchDecoder) throws(WireError) -> TaskEvent? {
        self = self.emptied
        self.at = at
        self.head = decoder.snapshot(snapshot, live: [])
        return try self.add(snapshot.live, isContinued: snapshot.isContinued, decoder: decoder)
    }

    /// - Returns: The snapshot, if it has now come as a whole.
    mutating func go(on part: SchemaSnapshotPart, decoder: BatchDecoder) throws(WireError) -> TaskEvent? {
        guard self.head != nil else { throw .malformed }
        return try self.add(part.live, isContinued: part.isContinued, decoder: decoder)
    }

    /// Notes how long a frame was with which the snapshot is not at its end.
    mutating func note(byteCount: Int) throws(WireError) {
        guard self.isOpen else { return }
        self.byteCount += byteCount
        guard self.byteCount <= self.maximumBytes else { throw .snapshotTooLong }
    }

    private mutating func add(_ live: [SchemaLiveTask], isContinued: Bool, decoder: BatchDecoder) throws(WireError)
        -> TaskEvent?
    {
        guard self.live.count + live.count <= Self.maximumTasks else { throw .tooManyTasks }
        if self.live.isEmpty, isContinued, let head = self.head {
            // So that it is moved nowhere while it grows, and takes no more than it needs.
            self.live.reserveCapacity(Int(min(head.totals.alive, UInt64(Self.maximumTasks))))
        }
        let more = live.compactMap(decoder.live)
        self.live += more
        self.partCount += more.reduce(0) { $0 + $1.partCount }
        guard self.partCount <= self.maximumParts else { throw .snapshotTooLong }
        guard !isContinued, let head = self.head else { return nil }
        defer { self = self.emptied }
        return TaskEvent(at: self.at, .snapshot(head.with(live: self.live)))
    }

    private var emptied: Self { Self(maximumBytes: self.maximumBytes, maximumParts: self.maximumParts) }
}

extension LiveTask {
    /// Of what it can have many.
    fileprivate var partCount: Int {
        self.task.fields.count + self.warnings.count + self.sample.annotations.count + self.sample.nodes.listed.count
    }
}

extension TaskSnapshot {
    fileprivate func with(live: [LiveTask]) -> TaskSnapshot {
        TaskSnapshot(
            process: self.process,
            anchor: self.anchor,
            totals: self.totals,
            capacity: self.capacity,
            drain: self.drain,
            live: live,
            pools: self.pools,
            lateReports: self.lateReports,
            hostActions: self.hostActions,
            report: self.report
        )
    }
}
