import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit

/// The short tasks of a soak: what each does, and how it has to end.
enum SoakTask: CaseIterable, Sendable {
    case empty, yielding, branching, failing, cancelled, timingOut

    struct Failure: Error {}

    /// The same mix in every hundred tasks, well stirred.
    init(number: Int) {
        // 37 and 100 have no divisor in common, so that a hundred numbers in a row come to all remainders.
        switch number * 37 % 100 {
        case ..<60: self = .empty
        case ..<80: self = .yielding
        case ..<90: self = .branching
        case ..<94: self = .failing
        case ..<97: self = .cancelled
        default: self = .timingOut
        }
    }

    var name: String {
        switch self {
        case .empty: "empty"
        case .yielding: "yields"
        case .branching: "has-parts"
        case .failing: "fails"
        case .cancelled: "is-cancelled"
        case .timingOut: "times-out"
        }
    }

    /// How it ends, whoever is faster.
    var outcome: TaskOutcome {
        switch self {
        case .empty, .yielding, .branching: .succeeded
        case .failing: .failed
        case .cancelled: .cancelled
        case .timingOut: .timedOut
        }
    }

    var options: BackgroundTaskOptions {
        BackgroundTaskOptions(timeout: self == .timingOut ? .milliseconds(1) : nil, origin: "soak")
    }

    func run() async throws {
        switch self {
        case .empty: break
        case .yielding: await Task.yield()
        case .branching:
            await tracked("in-line") {}
            await withDiscardingTaskGroup { group in
                for _ in 0..<2 { group.addTrackedTask("child") { await Task.yield() } }
            }
        case .failing: throw Failure()
        case .cancelled, .timingOut:
            // Not by sleeping: Swift keeps a sleep that was cancelled until its time would have come.
            try await Gate().waitUnlessCancelled()
        }
    }
}
