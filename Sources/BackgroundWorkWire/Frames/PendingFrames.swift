package import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// Events that are to be told, made into frames one by one: whoever takes them only as the other side does holds no more than one.
package struct PendingFrames: Sequence, IteratorProtocol {
    /// Where a batch is about more tasks than this, the first in it would wait too long for the last.
    private static let maximumWeight = 512

    private var events: ArraySlice<TaskEvent>
    /// What is left of the event that went before, which was too large for one batch.
    private var rest: ArraySlice<Piece> = []
    /// Batches that did not fit into one frame, the next one last.
    private var split: [[Piece]] = []

    package init(_ events: some Sequence<TaskEvent>) {
        self.events = ArraySlice(events)
    }

    /// The next frame behind its length, within the limit; nil if there is nothing left to tell.
    package mutating func next() -> [UInt8]? {
        while let pieces = self.split.popLast() ?? self.nextBatch() {
            let (batch, isOverfull) = Self.batch(pieces)
            let halves = pieces.count > 1 ? Self.halves(of: pieces) : pieces[0].halves.map { [$0] }
            if !isOverfull || halves.isEmpty {
                let frame = FrameWriter.bytes(of: .with { $0.batch = batch })
                if frame.count <= WireLimit.frame { return frame }
            }
            self.split += halves.reversed()
        }
        return nil
    }

    private mutating func nextBatch() -> [Piece]? {
        var batch: [Piece] = []
        var weight = 0
        while weight < Self.maximumWeight, let piece = self.nextPiece() {
            batch.append(piece)
            weight += piece.weight
        }
        return batch.isEmpty ? nil : batch
    }

    private mutating func nextPiece() -> Piece? {
        if let piece = self.rest.popFirst() { return piece }
        guard let event = self.events.popFirst() else { return nil }
        let pieces = Piece.pieces(of: event, atMost: Self.maximumWeight)
        guard !pieces.isEmpty else { return .event(event) }
        self.rest = pieces.dropFirst()
        return pieces[0]
    }

    private static func halves(of pieces: [Piece]) -> [[Piece]] {
        let middle = pieces.count / 2
        return [Array(pieces[..<middle]), Array(pieces[middle...])]
    }

    /// - Returns: The batch, and whether texts had to be cut to what it has room for.
    private static func batch(_ pieces: [Piece]) -> (SchemaBatch, isOverfull: Bool) {
        let base = pieces[0].at
        var encoder = BatchEncoder(base: base)
        let events = pieces.map { $0.encoded(by: &encoder) }
        let batch = SchemaBatch.with {
            $0.base = base.nanoseconds
            $0.events = events
            $0.texts = encoder.texts.texts
        }
        return (batch, encoder.texts.isOverfull)
    }
}
