import BackgroundWorkEvents
import BackgroundWorkWire

/// The bytes of a recording, of a server that did nothing but a number of tasks, one after the other.
enum WrittenRecording {
    /// - Parameters:
    ///   - tasks: How many there were; all succeeded.
    ///   - first: With which of them it begins.
    static func bytes(tasks: UInt64, from first: UInt64 = 1) -> [UInt8] {
        let process = ProcessDescription(
            name: "shop",
            processID: 9,
            host: "here",
            user: "somebody",
            startedAt: self.second(0)
        )
        let hello = Hello(software: "test", process: process, startedSince1970: 1)
        let snapshot = TaskSnapshot(
            process: process,
            anchor: TimeAnchor(instant: self.second(0), nanosecondsSince1970: 1),
            totals: TaskTotals(
                submitted: first - 1,
                succeeded: first - 1,
                failed: 0,
                cancelled: 0,
                timedOut: 0,
                discarded: 0,
                rejected: .init()
            ),
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .accepting, since: self.second(0)),
            live: []
        )
        let beginning = TaskEvent(at: self.second(Int64(first) - 1), .snapshot(snapshot))
        let events = [beginning] + (first...tasks).flatMap(self.life)
        return (([FrameWriter.frame(hello)] + FrameWriter.frames(events)).flatMap(\.self))
    }

    private static func life(of number: UInt64) -> [TaskEvent] {
        let id = BackgroundTaskID(rawValue: number)
        let (start, end) = (self.second(Int64(number)), self.second(Int64(number) + 1))
        let task = TaskDescription(
            id: id,
            name: "send-email",
            fields: [],
            location: .init(fileID: "Shop/Mail.swift", line: 3),
            submittedAt: start
        )
        let ending = TaskEnd(
            id: id,
            rank: 2,
            outcome: .succeeded,
            startedAt: start,
            endedAt: end,
            cancellation: nil,
            errorText: nil,
            sample: TaskSample(id: id, progress: nil, annotations: [])
        )
        return [
            TaskEvent(at: start, .submitted(task)), TaskEvent(at: start, .started(id, rank: 1)),
            TaskEvent(at: end, .finished(ending)),
        ]
    }

    private static func second(_ second: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: 1_000_000_000_000 + second * 1_000_000_000)
    }
}
