import BackgroundWorkEvents

/// A sign or a word in the picture of a timeline, and what it means.
public enum TimelineTerm: Hashable, Sendable, CaseIterable {
    case queued, begins, goesOn, asked, threw, open, predicted
    case ok, throwing, cancelled, timedOut, neverCalled, refused, escaped
    case accepting, shutdown, gracePeriod

    /// The sign or the word itself.
    ///
    /// - Parameter line: How a lane is drawn that goes on.
    public func term(line: Character = LaneSign.goesOn.character) -> String {
        switch self {
        case .queued: "q"
        case .begins: "|"
        case .goesOn: "\(line)\(line)\(line)"
        case .asked: "!"
        case .threw: "x"
        case .open: ">"
        case .predicted: "...."
        case .ok: "ok"
        case .throwing: "throws"
        case .cancelled: "cancelled"
        case .timedOut: "timed out"
        case .neverCalled: "never called"
        case .refused: "refused"
        case .escaped: "escaped"
        case .accepting: "accepting"
        case .shutdown: "shutdown"
        case .gracePeriod: "grace period"
        }
    }

    public var meaning: String {
        switch self {
        case .queued: "a task waits for a place among the running"
        case .begins: "it begins; at the other end of the lane it has returned"
        case .goesOn: "it has begun and not ended, whether it works or waits"
        case .asked: "a request to stop has reached it, which by itself ends nothing"
        case .threw: "it threw, was never called, or was refused"
        case .open: "it has not ended so far"
        case .predicted: "where you said that the lane above ends, and it did not"
        case .ok: "it returned, whatever was asked of it"
        case .throwing: "it threw this error, and had not been asked to stop"
        case .cancelled: "it threw after it had been asked to stop"
        case .timedOut: "it threw after its own timeout had asked it to stop"
        case .neverCalled: "it was still queued when a shutdown gave it up"
        case .refused: "it was not accepted; it has no lane"
        case .escaped:
            """
            it was opened in a Task {}, or outlived its task: outside the tree, where nothing is waited for or stopped by itself; it is \
            seen until its task ends, and may go on after that
            """
        case .accepting: "the time until the shutdown begins, which closes the intake"
        case .shutdown: "the time from then until no task is left"
        case .gracePeriod: "the part of the shutdown in which what was accepted is left alone"
        }
    }

    /// The same in a few words, to stand below a picture; nil where the picture says it.
    private var note: String? {
        switch self {
        case .queued: "q waits for a place"
        case .asked: "! asked to stop"
        case .cancelled: "cancelled: threw when asked to stop"
        case .timedOut: "timed out: threw after its timeout asked it to stop"
        case .neverCalled: "never called: given up in the queue"
        case .escaped: "escaped: outside the tree, seen until its task ends"
        case .accepting: "accepting: until the shutdown begins"
        case .shutdown: "shutdown: until no task is left"
        case .gracePeriod: "grace period: nothing is asked to stop"
        case .begins, .goesOn, .threw, .open, .predicted, .ok, .throwing, .refused: nil
        }
    }

    /// What is in a picture and does not explain itself, in a few words each.
    public static func notes(on picture: TimelinePicture) -> [String] {
        Self.allCases.filter { $0.occurs(in: picture) }.compactMap(\.note)
    }

    /// What is asked about and is no task, in a few words each.
    public static func notes(on questions: [Question]) -> [String] {
        let subjects = Set(questions.map(\.subject))
        return [Self.accepting, .shutdown, .gracePeriod].filter { subjects.contains($0.term()) }.compactMap(\.note)
    }

    private func occurs(in picture: TimelinePicture) -> Bool {
        picture.rows.contains { row in
            switch self {
            case .queued: row.signs.contains(.queued)
            case .asked: row.signs.contains(.asked)
            case .cancelled: row.subject == .lane(.cancelled)
            case .timedOut: row.subject == .lane(.timedOut)
            case .neverCalled: row.subject == .lane(.discarded)
            case .escaped: row.words.hasSuffix(self.term())
            case .accepting, .shutdown, .gracePeriod: row.name == self.term()
            case .begins, .goesOn, .threw, .open, .predicted, .ok, .throwing, .refused: false
            }
        }
    }
}
