import BackgroundWorkEvents
import BackgroundWorkWire

/// A recording, and how far one subscriber has been told of it.
struct Tape: Sendable {
    /// So many events at once, at most: whoever reads also draws and hears keys, and would stand still for as long as it takes to
    /// read more and to take it in.
    static let maximumPortion = 2_048

    /// Where nothing happened for longer than this, it is told so: whoever watches would take a jump for a standstill.
    private static let maximumSilence: Duration = .milliseconds(500)
    /// A silence of which it would take too long to tell.
    private static let untoldSilence: Duration = .seconds(86_400)

    private var recording: RecordingParts
    /// Read, and from ``place`` on not told.
    private var events: [TaskEvent] = []
    private var place = 0
    /// Up to when everything has been told.
    private(set) var reached: TaskInstant?
    /// Why there is nothing more to read, as a sentence; nil where there may be.
    private(set) var ending: String?
    /// The last two moments at which something happened that was told.
    private var moments: (last: TaskInstant?, before: TaskInstant?)
    /// How many times it was wound back.
    private var round = 0

    init(_ recording: RecordingParts) {
        self.recording = recording
    }

    /// Appends what is to be told at a moment and has not been.
    ///
    /// - Parameters:
    ///   - round: How many times the playhead was wound back.
    ///   - isEnd: Whether there is no later moment; then all that is left is told, whatever its time.
    /// - Returns: Whether that was all. If not, ``reached`` says how far it went.
    mutating func tell(until position: TaskInstant, round: Int, isEnd: Bool, into events: inout [TaskEvent]) -> Bool {
        if round != self.round {
            self.round = round
            // Where not even that was told to which it was wound back, there is nothing to be taken back.
            if let reached, position < reached { self.rewind(to: position, into: &events) }
        }
        let limit = events.count + Self.maximumPortion
        guard self.readAhead() else { return false }
        while let next = self.next, next.at <= position || isEnd || self.reached == nil {
            guard self.passTime(until: next.at, limit: limit, into: &events), events.count < limit else { return false }
            events.append(next)
            self.place += 1
            self.note(next.at)
            guard self.readAhead() else { return false }
        }
        guard self.passTime(until: position, limit: limit, into: &events) else { return false }
        self.reached = max(position, self.reached ?? position)
        return true
    }

    private mutating func note(_ moment: TaskInstant) {
        self.reached = max(moment, self.reached ?? moment)
        if self.moments.last.map({ $0 < moment }) ?? true { self.moments = (moment, self.moments.last) }
    }

    /// The last moment before `instant` at which something happened; nil where it is not known.
    func lastMoment(before instant: TaskInstant) -> TaskInstant? {
        [self.moments.last, self.moments.before].lazy.compactMap(\.self).first { $0 < instant }
    }

    /// The first event that was not told; nil where there are no more, or where that has not been read.
    var next: TaskEvent? { self.place < self.events.count ? self.events[self.place] : nil }

    /// Reads up to the next event, or to the end.
    ///
    /// - Returns: Whether it came to either; not where there is much in the file that tells nothing. Before the first snapshot it
    ///   always does: there is nothing to be seen yet.
    private mutating func readAhead() -> Bool {
        while self.next == nil, self.ending == nil {
            self.read()
            if self.events.isEmpty, self.ending == nil, self.reached != nil { return false }
        }
        return true
    }

    private mutating func read() {
        do throws(RecordingError) {
            if let events = try self.recording.next() {
                (self.events, self.place) = (events, 0)
            } else {
                self.ending =
                    self.recording.isCutShort
                    ? "The recording ends here, cut off: its writer was killed, or the disk was full."
                    : "The recording ends here."
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

    private mutating func rewind(to position: TaskInstant, into events: inout [TaskEvent]) {
        events.append(TaskEvent(at: position, .rewound))
        self.recording.seek(to: self.recording.snapshot(before: position))
        (self.events, self.place) = ([], 0)
        self.reached = nil
        self.ending = nil
        self.moments = (nil, nil)
    }
}
