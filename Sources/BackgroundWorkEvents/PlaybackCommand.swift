/// What somebody who watches a recording wants of its player.
package enum PlaybackCommand: Hashable, Sendable {
    case pause
    case resume
    /// Pauses, and goes to the next moment at which something happened, or to the one before.
    case step(Direction)
    /// Forwards, or back where it is less than nothing.
    case move(by: Duration)
    case seek(to: TaskInstant)
    case seekToBeginning
    case seekToEnd
    case faster
    case slower

    package enum Direction: Hashable, Sendable {
        case next, previous
    }
}
