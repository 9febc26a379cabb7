import BackgroundWorkEvents

/// What the next Ctrl-C does.
enum InterruptStep: Int, Hashable, Sendable {
    /// In process, the steps of a shutdown, one after the other.
    case drain, force, leave
    /// From outside: closes this view.
    case quit

    /// For the last line of the screen.
    var hint: String {
        switch self {
        case .drain: "drain"
        case .force: "cancel the rest"
        case .leave: "leave at once"
        case .quit: "quit"
        }
    }
}

extension Model {
    var nextInterrupt: InterruptStep {
        if self.viewer.place != .inProcess { return .quit }
        let reached: InterruptStep =
            switch self.phase {
            case .accepting: .drain
            case .draining: .force
            case .cancelling, .stopped: .leave
            }
        // A process that has not reacted to the last one yet does not make the next one count for less.
        return InterruptStep(rawValue: min(2, max(reached.rawValue, self.interrupts))) ?? .leave
    }
}
