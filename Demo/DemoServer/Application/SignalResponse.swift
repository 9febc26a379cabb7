import BackgroundWorkEvents
import Foundation

/// What a signal means, by how far a shutdown is.
enum SignalResponse: Equatable, Sendable {
    case drain
    /// Skip what is left of the grace period.
    case force
    /// End the process now, whatever still runs.
    case leave
    /// The same, and say no more: what was to be said nobody takes.
    case leaveUnsaid
    case nothing

    /// Interrupts come from a person who may lose patience, so each says more than the last one. Supervisors repeat the others
    /// without meaning anything by it, until there is nothing left to wait for but somebody who reads.
    ///
    /// - Parameter isHeldUp: Whether the process is at its last words, and nobody takes them.
    init(to signal: Int32, in phase: DrainStatus.Phase, isHeldUp: Bool) {
        switch (phase, signal) {
        case _ where isHeldUp: self = .leaveUnsaid
        case (.accepting, _): self = .drain
        case (.draining, SIGINT): self = .force
        case (.cancelling, SIGINT), (.stopped, SIGINT): self = .leave
        case (.draining, _), (.cancelling, _), (.stopped, _): self = .nothing
        }
    }
}
