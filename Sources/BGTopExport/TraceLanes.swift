/// The slices of one task on as few tracks as the format allows, in the order of time.
///
/// The slices of one thread (`B` and `E`) are a stack: their times must not go back, and what is begun last ends first. What would
/// cross another slice, as one of two children of a group that overlap, is an asynchronous one (`b` and `e`): those of one category
/// and ID are a stack of their own. See the sections on duration events and on async events of "Trace Event Format",
/// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
struct TraceLanes {
    private struct Open {
        let name: String
        let end: UInt64
    }

    private let process: Int32
    private let track: Int
    /// The stacks. The first is the track itself.
    private var lanes: [[Open]] = [[]]
    private(set) var records: [TraceRecord] = []

    /// - Parameter slices: Where one is part of another it stands behind that.
    init(_ slices: [TraceSlice], process: Int32, track: Int) {
        self.process = process
        self.track = track
        var laneOf = Array(repeating: 0, count: slices.count)
        for index in slices.indices.sorted(by: { Self.isBefore((slices[$0], $0), (slices[$1], $1)) }) {
            let slice = slices[index]
            if slice.isInstant {
                self.close(0, before: slice.begin)
                self.records.append(self.record(.instant, slice.name, slice.begin, lane: 0, slice.arguments))
                continue
            }
            let lane = self.lane(for: slice, preferring: slice.parent.map { laneOf[$0] } ?? 0)
            laneOf[index] = lane
            self.lanes[lane].append(Open(name: slice.name, end: slice.end))
            self.records.append(self.record(.begin, slice.name, slice.begin, lane: lane, slice.arguments))
        }
        for lane in self.lanes.indices { self.close(lane, until: .max) }
    }

    /// What is around another slice begins before it, even where both begin at once.
    private static func isBefore(_ left: (slice: TraceSlice, index: Int), _ right: (slice: TraceSlice, index: Int)) -> Bool {
        (left.slice.begin, UInt64.max - left.slice.end, left.index)
            < (right.slice.begin, UInt64.max - right.slice.end, right.index)
    }

    private mutating func lane(for slice: TraceSlice, preferring preferred: Int) -> Int {
        for lane in self.lanes.indices { self.close(lane, until: slice.begin) }
        if self.fits(slice, preferred) { return preferred }
        // Beside it, on one that is free.
        if let free = self.lanes.indices.dropFirst().first(where: { self.lanes[$0].isEmpty }) { return free }
        self.lanes.append([])
        return self.lanes.count - 1
    }

    private func fits(_ slice: TraceSlice, _ lane: Int) -> Bool {
        self.lanes[lane].last.map { slice.end <= $0.end } ?? true
    }

    private mutating func close(_ lane: Int, until moment: UInt64) {
        while let last = self.lanes[lane].last, last.end <= moment { self.closeLast(of: lane) }
    }

    private mutating func close(_ lane: Int, before moment: UInt64) {
        while let last = self.lanes[lane].last, last.end < moment { self.closeLast(of: lane) }
    }

    private mutating func closeLast(of lane: Int) {
        guard let last = self.lanes[lane].popLast() else { return }
        self.records.append(self.record(.end, last.name, last.end, lane: lane, nil))
    }

    private func record(_ phase: TraceRecord.Phase, _ name: String, _ moment: UInt64, lane: Int, _ arguments: String?)
        -> TraceRecord
    {
        let phase: TraceRecord.Phase =
            switch (phase, lane) {
            case (.begin, 1...): .asyncBegin
            case (.end, 1...): .asyncEnd
            default: phase
            }
        return TraceRecord(
            phase: phase,
            name: name,
            process: self.process,
            track: self.track,
            moment: moment,
            lane: lane > 0 ? lane : nil,
            arguments: arguments
        )
    }
}
