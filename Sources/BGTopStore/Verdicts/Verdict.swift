/// Whether a task will be over before its time is up, and on what grounds one may think so.
public struct Verdict: Sendable {
    public enum Kind: Hashable, Sendable {
        /// It will, with this probability, which is at least 0.9.
        case finishes(Double)
        /// It may, with this probability.
        case atRisk(Double)
        /// It will not, with a probability of at least 0.9, or has run for longer than any before it.
        case willNotFinish
        /// Too little is known: only so many runs of this name have been seen.
        case unknown(runs: UInt64)
        /// It was asked to stop and has not.
        case ignoresCancellation
    }

    public let kind: Kind
    /// How long successful runs of this name take; nil where none was seen.
    public let usual: DurationSummary?
    /// How long it will likely take from now: four times out of five. Nil where nobody can say.
    public let likelyLeft: ClosedRange<Duration>?
    /// Why, as part of a sentence: `longer than all 214 runs seen`. Empty where the figures say it all.
    public let reason: String
}
