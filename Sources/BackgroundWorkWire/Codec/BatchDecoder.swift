import BackgroundWorkEvents
import BackgroundWorkSchema

/// Reads what the words of the schema say, for one batch.
///
/// Whoever sent them may be of another version, or not mean well: what cannot be understood is left out, and nothing that comes in
/// ends the process.
struct BatchDecoder {
    private let base: Int64
    private let texts: [String]

    init(base: Int64 = 0, texts: [String] = []) {
        self.base = base
        self.texts = texts
    }

    func instant(_ offset: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: self.base &+ offset)
    }

    /// The text at a place in the list; nil for none, and for a place that is not in it.
    func text(_ place: UInt32) -> String? {
        place > 0 && place <= self.texts.count ? self.texts[Int(place) - 1] : nil
    }

    /// As ``text(_:)``, of what has to have one.
    func name(_ place: UInt32) -> String { self.text(place) ?? "" }

    /// - Returns: Nil for what this version does not know, and for the parts of a snapshot.
    func event(_ event: SchemaEvent) -> TaskEvent? {
        guard let kind = event.kind.flatMap(self.kind) else { return nil }
        return TaskEvent(at: self.instant(event.at), kind)
    }

    private func kind(_ kind: SchemaEvent.OneOf_Kind) -> TaskEvent.Kind? {
        switch kind {
        case .snapshot, .snapshotPart: nil
        case .gap(let lost): .gap(lost: lost)
        case .submitted(let task): .submitted(self.task(task))
        case .started(let step): .started(BackgroundTaskID(rawValue: step.id), rank: step.rank)
        case .cancelRequested(let request):
            self.cancellation(request.cancellation).map {
                .cancelRequested(BackgroundTaskID(rawValue: request.id), rank: request.rank, $0)
            }
        case .finished(let end): self.end(end).map { .finished($0) }
        case .rejected(let rejection): rejection.reason.reason.map { .rejected(name: self.name(rejection.name), $0) }
        case .sampled(let sampled): .sampled(sampled.samples.map(self.sample))
        case .lateReport(let id): .lateReport(BackgroundTaskID(rawValue: id))
        case .capacityChanged(let capacity): .capacityChanged(Capacity(capacity))
        case .phaseChanged(let drain): self.drain(drain).map { .phaseChanged($0) }
        case .stopped(let report): .stopped(DrainReport(report))
        case .pools(let pools): .pools(pools.pools.map(self.pool))
        case .warning(let warning): self.warning(warning).map { .warning($0) }
        case .audit(let entry): AuditEntry(entry).map { .audit($0) }
        case .log(let line): .log(self.log(line))
        case .interrupted(let interruption):
            .interrupted(Interruption(reason: interruption.reason, isRetrying: interruption.isRetrying))
        }
    }
}
