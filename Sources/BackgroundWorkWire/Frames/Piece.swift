import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// What becomes one event of the schema: an event, or a part of one that would not fit into a frame as a whole.
enum Piece {
    case event(TaskEvent)
    // Apart, because there is one among thousands of events, and all of them are moved.
    indirect case snapshot(TaskSnapshot, at: TaskInstant, live: ArraySlice<LiveTask>, isContinued: Bool)
    indirect case live(ArraySlice<LiveTask>, at: TaskInstant, isContinued: Bool)

    var at: TaskInstant {
        switch self {
        case .event(let event): event.at
        case .snapshot(_, let at, _, _), .live(_, let at, _): at
        }
    }

    /// How many tasks it is about, roughly: what makes a batch large.
    var weight: Int {
        switch self {
        case .event(let event):
            if case .sampled(let samples) = event.kind { max(1, samples.count) } else { 1 }
        case .snapshot(_, _, let live, _), .live(let live, _, _): 1 + live.count
        }
    }

    /// - Parameter maximum: How many tasks one piece may be about.
    /// - Returns: Nothing where the event is one piece, as nearly all are.
    static func pieces(of event: TaskEvent, atMost maximum: Int) -> [Piece] {
        switch event.kind {
        case .snapshot(let snapshot): Self.pieces(of: snapshot, at: event.at, atMost: maximum)
        case .sampled(let samples) where samples.count > maximum:
            // Samples are of one task each: in how many events they come makes no difference.
            samples.chunks(ofCount: maximum).map { .event(TaskEvent(at: event.at, .sampled(Array($0)))) }
        default: []
        }
    }

    private static func pieces(of snapshot: TaskSnapshot, at: TaskInstant, atMost maximum: Int) -> [Piece] {
        let chunks = snapshot.live.chunks(ofCount: maximum)
        guard let first = chunks.first else { return [.snapshot(snapshot, at: at, live: [], isContinued: false)] }
        let rest = chunks.dropFirst()
        return [.snapshot(snapshot, at: at, live: first, isContinued: !rest.isEmpty)]
            + rest.map { .live($0, at: at, isContinued: $0.endIndex < snapshot.live.endIndex) }
    }

    /// The same in two pieces.
    var halves: [Piece] {
        switch self {
        case .event(let event):
            guard case .sampled(let samples) = event.kind, samples.count > 1 else { return [] }
            let middle = samples.count / 2
            return [samples[..<middle], samples[middle...]].map { .event(TaskEvent(at: event.at, .sampled(Array($0)))) }
        case .snapshot(let snapshot, let at, let live, let isContinued):
            guard !live.isEmpty else { return [] }
            return [
                .snapshot(snapshot, at: at, live: [], isContinued: true), .live(live, at: at, isContinued: isContinued),
            ]
        case .live(let live, let at, let isContinued):
            guard live.count > 1 else { return [] }
            let middle = live.startIndex + live.count / 2
            return [
                .live(live[..<middle], at: at, isContinued: true), .live(live[middle...], at: at, isContinued: isContinued),
            ]
        }
    }

    func encoded(by encoder: inout BatchEncoder) -> SchemaEvent {
        switch self {
        case .event(let event): return encoder.event(event)
        case .snapshot(let snapshot, let at, let live, let isContinued):
            return .with {
                $0.at = encoder.offset(at)
                $0.snapshot = encoder.snapshot(snapshot, live: live, isContinued: isContinued)
            }
        case .live(let live, let at, let isContinued):
            return .with {
                $0.at = encoder.offset(at)
                $0.snapshotPart.live = live.map { encoder.live($0) }
                $0.snapshotPart.isContinued = isContinued
            }
        }
    }
}

extension Array {
    /// The array in slices of at most so many; none if it is empty.
    fileprivate func chunks(ofCount count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}
