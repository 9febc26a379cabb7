import BackgroundWorkEvents
import Tracing

/// A node that is open, for the code that runs in it.
struct OpenNode: Sendable {
    /// The context of what runs in the node.
    let context: BackgroundTaskContext
    /// Nil where the task is over, or has too many open ones: what runs in the node counts for the one around it.
    private let id: UInt32?
    /// A child of the span around it; nil where nobody traces.
    let span: (any Span)?

    private var record: TaskRecord { self.context.record }

    init(_ name: String, in outer: BackgroundTaskContext, location: TaskDescription.SourceLocation) {
        let record = outer.record
        let now = record.runner.timer.now
        let isEscaped = Runner.isCallerEscaped
        let opened = record.probe.updateNodes {
            $0.open(name, in: outer.node, location: location, isEscaped: isEscaped, at: now)
        }
        // Over, or full: there is no number either way, but only one of the two is news.
        self.id = opened ?? nil
        self.context = BackgroundTaskContext(record: record, node: self.id ?? outer.node)
        self.span = record.runner.hasTracer ? startSpan(name, context: .current ?? .topLevel) : nil
        record.noteNews(wasTaken: opened != nil)
    }

    func close(_ outcome: TaskNode.Outcome, error: (any Error)? = nil) {
        let text = error.map {
            self.record.runner.redact(.errorText(String(describing: $0), task: self.record.details.name))
        }
        if let text { self.span?.setStatus(SpanStatus(code: .error, message: text)) }
        self.span?.end()
        guard let id else { return }
        let now = self.record.runner.timer.now
        let wasTaken = self.record.probe.updateNodes { $0.close(id, outcome, errorText: text, at: now) } != nil
        self.record.noteNews(wasTaken: wasTaken)
    }

    /// A request to stop has reached the code that runs in the node.
    func noteDelivery() {
        guard let id else { return }
        let now = self.record.runner.timer.now
        let wasTaken = self.record.probe.updateNodes { $0.deliver(id, at: now) } != nil
        self.record.noteNews(wasTaken: wasTaken)
    }
}
