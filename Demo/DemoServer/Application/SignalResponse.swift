import BackgroundWorkEvents
import Foundation

/// What a signal means, by how far a shutdown is.
enum SignalResponse: Equatable, Sendable {
    case drain
    /// Skip what is left of the grace period.
    case force
    /// End the process now, whatever still runs.
    case leave
    case nothing

    /// Interrupts come from a person who may lose patience, so each says more than the last one. Supervisors repeat the others
    /// without meaning anything by it.
    init(to signal: Int32, in phase: DrainStatus.Phase) {
        switch (phase, signal) {
        case (.accepting, _): self = .drain
        case (.draining, SIGINT): self = .force
        case (.cancelling, SIGINT), (.stopped, SIGINT): self = .leave
        case (.draining, _), (.cancelling, _), (.stopped, _): self = .nothing
        }
    }
}
