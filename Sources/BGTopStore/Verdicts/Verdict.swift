/// Whether a task will be over before its time is up, and on what grounds one may think so.
public struct Verdict: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// It will be over in time, with a probability of at least 0.9, and by itself with this one; if its own timeout strikes
        /// before, that sees to the rest.
        case finishes(Double)
        /// It will be over in time, with a probability of at least 0.9; but with this one because its own timeout strikes before
        /// it is done, which is the likelier way.
        case timesOut(Double)
        /// It may, with this probability.
        case atRisk(Double)
        /// It will, with a probability of no more than 0.1; or it has run for so much longer than any before it that this is no
        /// chance.
        case willNotFinish
        /// Nobody can say. As a rule because only so many runs of this name have been seen, or, of a task that was asked to
        /// stop, only so many that were; nil where there is another reason.
        case unknown(runs: UInt64?)
        /// It was asked to stop, and runs on.
        case ignoresCancellation
    }

    public let kind: Kind
    /// Whether it has a thread and does not let go of it: until it suspends it hears no cancel.
    public let holdsThread: Bool
    /// Whether it could go on and has no thread to: others hold all those that there are.
    public let waitsForThread: Bool
    /// How long successful runs of this name take; nil where none was seen.
    public let usual: DurationSummary?
    /// How long the task will likely take from now: four out of five times it is within this range. Nil where nobody can say.
    public let likelyLeft: ClosedRange<Duration>?
    /// What the verdict rests on, without a full stop: `longer than all 214 runs seen`. Empty where the figures say it all.
    public let reason: String
}
