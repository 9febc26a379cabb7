import BackgroundWorkEvents
import BackgroundWorkSchema

// Each case by its name, in both directions. What the other side has and this one does not know is nil here.

extension SchemaOutcome {
    init(_ outcome: TaskOutcome) {
        self =
            switch outcome {
            case .succeeded: .succeeded
            case .failed: .failed
            case .cancelled: .cancelled
            case .timedOut: .timedOut
            case .discarded: .discarded
            }
    }

    var outcome: TaskOutcome? {
        switch self {
        case .succeeded: .succeeded
        case .failed: .failed
        case .cancelled: .cancelled
        case .timedOut: .timedOut
        case .discarded: .discarded
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaNode.Outcome {
    init(_ outcome: TaskNode.Outcome) {
        self =
            switch outcome {
            case .succeeded: .succeeded
            case .failed: .failed
            case .cancelled: .cancelled
            }
    }

    var outcome: TaskNode.Outcome? {
        switch self {
        case .succeeded: .succeeded
        case .failed: .failed
        case .cancelled: .cancelled
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaRejection.Reason {
    init(_ reason: RejectionReason) {
        self =
            switch reason {
            case .full: .full
            case .shuttingDown: .shuttingDown
            case .cancelledWaiting: .cancelledWaiting
            case .held: .held
            }
    }

    var reason: RejectionReason? {
        switch self {
        case .full: .full
        case .shuttingDown: .shuttingDown
        case .cancelledWaiting: .cancelledWaiting
        case .held: .held
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaActivity.State {
    init(_ state: TaskActivity.State) {
        self =
            switch state {
            case .running: .running
            case .ready: .ready
            case .waiting: .waiting
            }
    }

    var state: TaskActivity.State? {
        switch self {
        case .running: .running
        case .ready: .ready
        case .waiting: .waiting
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaLiveTask.State {
    /// A task of a snapshot lives; one that has ended is none.
    init(_ state: BackgroundTaskState) {
        self =
            switch state {
            case .queued: .queued
            case .running: .running
            case .cancelling: .cancelling
            case .ended: .unknown
            }
    }

    var state: BackgroundTaskState? {
        switch self {
        case .queued: .queued
        case .running: .running
        case .cancelling: .cancelling
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaDrain.Phase {
    init(_ phase: DrainStatus.Phase) {
        self =
            switch phase {
            case .accepting: .accepting
            case .draining: .draining
            case .cancelling: .cancelling
            case .stopped: .stopped
            }
    }

    var phase: DrainStatus.Phase? {
        switch self {
        case .accepting: .accepting
        case .draining: .draining
        case .cancelling: .cancelling
        case .stopped: .stopped
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaWarning.Kind {
    init(_ kind: TaskWarning.Kind) {
        self =
            switch kind {
            case .selfDeadlock: .selfDeadlock
            case .uncooperative: .uncooperative
            case .blockingHandler: .blockingHandler
            }
    }

    var kind: TaskWarning.Kind? {
        switch self {
        case .selfDeadlock: .selfDeadlock
        case .uncooperative: .uncooperative
        case .blockingHandler: .blockingHandler
        case .unknown, .UNRECOGNIZED: nil
        }
    }
}

extension SchemaLog.Level {
    init(_ level: LogLine.Level) {
        self =
            switch level {
            case .trace: .trace
            case .debug: .debug
            case .info: .info
            case .notice: .notice
            case .warning: .warning
            case .error: .error
            case .critical: .critical
            }
    }

    /// Of a level that is not known here there is still a line to show.
    var level: LogLine.Level {
        switch self {
        case .trace: .trace
        case .debug: .debug
        case .info, .unknown, .UNRECOGNIZED: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        case .critical: .critical
        }
    }
}
