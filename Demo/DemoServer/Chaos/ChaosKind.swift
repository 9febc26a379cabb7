import BackgroundWork
import BackgroundWorkEvents

/// Trouble that a person can make, over HTTP or from the dashboard's menu, to see what it looks like and what helps.
enum ChaosKind: String, CaseIterable, Sendable {
    /// One task that ignores cancellation.
    case hang
    /// A burst of tasks that fail.
    case failing = "throw"
    /// More work than there is room for.
    case flood
    /// A task that keeps a thread of the library's pool without suspending.
    case block
    /// Code elsewhere in the process that keeps all of Swift's own threads.
    case blockSwift = "block-swift"

    var action: HostAction {
        HostAction(id: HostAction.ID(rawValue: self.rawValue), title: self.title, summary: self.summary)
    }

    private var title: String {
        switch self {
        case .hang: "Chaos: a task that ignores cancellation"
        case .failing: "Chaos: \(Chaos.failures) tasks that fail"
        case .flood: "Chaos: fill the queue"
        case .block: "Chaos: block a thread of the tasks"
        case .blockSwift: "Chaos: block Swift's own threads"
        }
    }

    private var summary: String {
        switch self {
        case .hang: "Adds a task that never ends and does not stop when asked, so a shutdown has to give it up."
        case .failing: "Adds \(Chaos.failures) tasks that fail within half a second."
        case .flood: "Adds short tasks until every place is taken and the queue is full, \(Chaos.maximumFlood) at most."
        case .block: "Adds a task that sleeps for \(Chaos.defaultSeconds) s without giving its thread back."
        case .blockSwift: "Occupies every thread of Swift's global pool for \(Chaos.defaultSeconds) s."
        }
    }
}
