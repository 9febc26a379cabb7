import BackgroundWorkEvents

/// A recording that is being made: what the thread of a ``Recorder`` does in each of its turns.
///
/// Each file begins with a hello and a snapshot, so that it can be read without those before it.
struct Recording: ~Copyable {
    private let source: any TaskEventSource
    private let software: String
    private let maximumBuffered: Int
    private let onReady: @Sendable () -> Void

    private var files: RecordingFiles
    private var subscription: any TaskEventSubscription
    /// With which the next file will begin, from when the current one is full until its snapshot has come.
    private var successor: (any TaskEventSubscription)?
    /// What the successor has told so far.
    private var beginning: [TaskEvent] = []
    /// Whether the current file has its hello.
    private var hasBegun = false

    init(
        of source: any TaskEventSource,
        files: consuming RecordingFiles,
        software: String,
        maximumBuffered: Int,
        onReady: @escaping @Sendable () -> Void
    ) {
        self.source = source
        self.files = files
        self.software = software
        self.maximumBuffered = maximumBuffered
        self.onReady = onReady
        self.subscription = source.subscribe(maximumBuffered: maximumBuffered, onReady: onReady)
    }

    deinit {
        self.subscription.cancel()
        self.successor?.cancel()
    }

    /// Writes all that has happened since the last turn.
    mutating func turn() throws(RecordingError) {
        try self.writeAll()
        if self.files.isFull, self.successor == nil {
            self.successor = self.source.subscribe(maximumBuffered: self.maximumBuffered, onReady: self.onReady)
        }
        try self.changeFiles()
    }

    private mutating func writeAll() throws(RecordingError) {
        var events: [TaskEvent] = []
        self.subscription.drain(into: &events)
        try self.write(events)
    }

    private mutating func changeFiles() throws(RecordingError) {
        guard let next = self.successor else { return }
        next.drain(into: &self.beginning)
        guard self.beginning.contains(where: \.isSnapshot) else {
            if self.beginning.contains(where: \.isFinal) { self.giveUpSuccessor() }
            return
        }
        // The full file tells what happened until then, so that between the two there is nothing that neither tells.
        try self.writeAll()
        self.subscription.cancel()
        self.subscription = next
        self.successor = nil
        try self.files.rotate()
        self.hasBegun = false
        try self.write(self.beginning)
        self.beginning = []
    }

    /// Goes on with the full file: whoever is refused is told nothing any more, as by a process that has no place for one more viewer.
    private mutating func giveUpSuccessor() {
        self.successor?.cancel()
        self.successor = nil
        self.beginning = []
        self.files.postpone()
    }

    private mutating func write(_ events: [TaskEvent]) throws(RecordingError) {
        guard !self.hasBegun else { return try self.files.append(FrameWriter.frames(events)) }
        // Before the first snapshot there is nothing that a reader could make sense of.
        guard let first = events.firstIndex(where: \.isSnapshot), case .snapshot(let snapshot) = events[first].kind else {
            return
        }
        let hello = Hello(
            software: self.software,
            process: snapshot.process,
            startedSince1970: snapshot.anchor.nanosecondsSince1970(at: snapshot.process.startedAt)
        )
        try self.files.append([FrameWriter.frame(hello)] + FrameWriter.frames(events[first...]))
        self.hasBegun = true
    }
}

extension TaskEvent {
    var isSnapshot: Bool {
        if case .snapshot = self.kind { true } else { false }
    }

    /// Whether no more can be had of the process.
    fileprivate var isFinal: Bool {
        if case .interrupted(let interruption) = self.kind { !interruption.isRetrying } else { false }
    }
}
