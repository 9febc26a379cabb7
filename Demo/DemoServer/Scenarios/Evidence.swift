import BackgroundWorkEvents

/// What was measured of one name in this run.
struct Evidence: Equatable, Sendable {
    /// Tasks that have ended.
    var ended = 0
    /// Tasks that have ended after they had been asked to stop.
    var asked = 0
    /// How long the slowest of them took to end.
    var slowestReaction: Duration?
    /// How long ago the task was asked to stop that has run on for longest; nil where none runs on for a second.
    var longestIgnored: Duration?
    /// Tasks that run.
    var running = 0
    /// How many of all tasks may run at once.
    var places = 0
    /// Its part of the time that all tasks have spent in running places, from 0 to 100.
    var percentOfPlaces = 0
    /// The longest time on a thread without a suspension; nil where no task of it was seen on one.
    var longestPoll: Duration?
    /// How many of those took 100 ms or more.
    var longPolls = 0
    /// How often a part of a task reported when the task had ended.
    var leftBehind = 0
}

extension Duration {
    /// As it stands in a sentence: `40 ms`, `2.1 s`, `41 s`, `12 min`. Cut, not rounded.
    var inSentence: String {
        let milliseconds = max(0, self.clampedNanoseconds) / 1_000_000
        return switch milliseconds {
        case ..<1_000: "\(milliseconds) ms"
        case ..<20_000: "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s"
        case ..<120_000: "\(milliseconds / 1_000) s"
        default: "\(milliseconds / 60_000) min"
        }
    }
}
