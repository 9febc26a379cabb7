import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Puts events into the words of the schema, for one batch.
struct BatchEncoder {
    let base: TaskInstant
    var texts = TextTable()

    init(base: TaskInstant) {
        self.base = base
    }

    /// Counted from the batch's base, all around the clock: whatever two instants are, the difference leads from one to the other.
    func offset(_ instant: TaskInstant) -> Int64 {
        instant.nanoseconds &- self.base.nanoseconds
    }

    mutating func event(_ event: TaskEvent) -> SchemaEvent {
        .with {
            $0.at = self.offset(event.at)
            $0.kind = self.kind(event.kind)
        }
    }

    private mutating func kind(_ kind: TaskEvent.Kind) -> SchemaEvent.OneOf_Kind? {
        switch kind {
        case .snapshot(let snapshot): .snapshot(self.snapshot(snapshot, live: snapshot.live[...], isContinued: false))
        case .gap(let lost): .gap(lost)
        case .submitted(let task): .submitted(self.task(task))
        case .started(let id, let rank):
            .started(
                .with {
                    $0.id = id.rawValue
                    $0.rank = rank
                }
            )
        case .cancelRequested(let id, let rank, let request):
            .cancelRequested(
                .with {
                    $0.id = id.rawValue
                    $0.rank = rank
                    $0.cancellation = self.cancellation(request)
                }
            )
        case .finished(let end): .finished(self.end(end))
        case .rejected(let name, let reason):
            .rejected(
                .with {
                    $0.name = self.texts.place(of: name)
                    $0.reason = .init(reason)
                }
            )
        case .sampled(let samples): .sampled(.with { $0.samples = samples.map { self.sample($0) } })
        case .lateReport(let id): .lateReport(id.rawValue)
        case .capacityChanged(let capacity): .capacityChanged(.init(capacity))
        case .phaseChanged(let drain): .phaseChanged(self.drain(drain))
        case .stopped(let report): .stopped(.init(report))
        case .pools(let pools): .pools(.with { $0.pools = pools.map { self.pool($0) } })
        case .warning(let warning): .warning(self.warning(warning))
        case .audit(let entry): .audit(.init(entry))
        case .log(let line): .log(self.log(line))
        case .interrupted(let interruption):
            .interrupted(
                .with {
                    $0.reason = interruption.reason.cut(to: .text)
                    $0.isRetrying = interruption.isRetrying
                }
            )
        // Of the one who watches, not of what is watched: nobody else is to hear of it.
        case .rewound: nil
        }
    }
}
