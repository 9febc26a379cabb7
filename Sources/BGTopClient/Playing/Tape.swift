import BackgroundWorkEvents
import BackgroundWorkWire

/// A recording, and how far one subscriber has been told of it.
struct Tape: Sendable {
    /// So many events at once, at most: whoever reads also draws, and would stand still for as long as it takes to read more.
    static let maximumPortion = 50_000

    /// Where nothing happened for longer than this, it is told so: whoever watches would take a jump for a standstill.
    private static let maximumSilence: Duration = .milliseconds(500)
    /// A silence of which it would take too long to tell.
    private static let untoldSilence: Duration = .seconds(86_400)

    private var reader: RecordingReader
    /// Read, and from ``place`` on not told.
    private var events: [TaskEvent] = []
    private var place = 0
    /// Up to when everything has been told.
    private(set) var reached: TaskInstant?
    /// Why there is nothing more to read.
    private var ending: String?
    private var hasToldEnding = false
    /// How many times it was wound back.
    private var round = 0

    init(_ reader: RecordingReader) {
        self.reader = reader
    }

    /// Appends what is to be told at a moment and has not been.
    ///
    /// - Parameters:
    ///   - round: How many times the playhead was wound back.
    ///   - isEnd: Whether there is no later moment; then all that is left is told, whatever its time.
    /// - Returns: Whether that was all. If not, ``reached`` says how far it went.
    mutating func tell(until position: TaskInstant, round: Int, isEnd: Bool, into events: inout [TaskEvent]) -> Bool {
        if round != self.round { self.rewind(to: position, round: round, into: &events) }
        let limit = events.count + Self.maximumPortion
        while let next = self.next, next.at <= position || isEnd || self.reached == nil {
            guard self.passTime(until: next.at, limit: limit, into: &events), events.count < limit else { return false }
            events.append(next)
            self.place += 1
            self.reached = max(next.at, self.reached ?? next.at)
        }
        guard self.passTime(until: position, limit: limit, into: &events) else { return false }
        self.reached = max(position, self.reached ?? position)
        if isEnd, let ending, !self.hasToldEnding {
            self.hasToldEnding = true
            events.append(TaskEvent(at: position, .interrupted(Interruption(reason: ending, isRetrying: false))))
        }
        return true
    }

    /// The first event that was not told; nil where there are no more.
    var next: TaskEvent? {
        mutating get {
            while self.place == self.events.count, self.ending == nil { self.read() }
            return self.place < self.events.count ? self.events[self.place] : nil
        }
    }

    private mutating func read() {
        do throws(RecordingError) {
            if let events = try self.reader.next() {
                (self.events, self.place) = (events, 0)
            } else {
                self.ending = "The recording ends here\(self.reader.isCutShort ? ", cut short" : "")."
            }
        } catch {
            self.ending = "The recording ends here. \(error)"
        }
    }

    /// Tells that time passes although nothing happens.
    ///
    /// - Returns: Whether there was room for that.
    private mutating func passTime(until instant: TaskInstant, limit: Int, into events: inout [TaskEvent]) -> Bool {
        guard let reached, instant - reached < Self.untoldSilence else { return true }
        var told = reached
        while instant - told > Self.maximumSilence {
            guard events.count < limit else {
                self.reached = told
                return false
            }
            told = told + Self.maximumSilence
            events.append(TaskEvent(at: told, .sampled([])))
        }
        self.reached = max(reached, told)
        return true
    }

    private mutating func rewind(to position: TaskInstant, round: Int, into events: inout [TaskEvent]) {
        self.round = round
        if self.reached != nil { events.append(TaskEvent(at: position, .rewound)) }
        if let mark = self.reader.index.snapshot(before: position) { self.reader.seek(to: mark) }
        (self.events, self.place) = ([], 0)
        self.reached = nil
        self.ending = nil
        self.hasToldEnding = false
    }
}
