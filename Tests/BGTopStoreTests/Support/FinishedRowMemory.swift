import BGTopStore
import BackgroundWorkEvents

#if canImport(Glibc)
import Glibc
#endif

/// What a finished row costs a store, all in all.
enum FinishedRowMemory {
    /// How many bytes the process grows by for each row that a store keeps.
    ///
    /// The figure is that of the process: nothing else should go on in it meanwhile.
    ///
    /// - Parameters:
    ///   - count: How many rows are kept. Under a hundred thousand the pages of the memory are too coarse a measure.
    ///   - fields: What each task was submitted with.
    /// - Returns: Nil where the operating system does not say how much memory the process has.
    static func bytesPerRow(
        count: Int = 200_000,
        outcome: TaskOutcome = .succeeded,
        fields: (BackgroundTaskID) -> [TaskDescription.Field] = { _ in [] }
    ) -> Double? {
        guard let before = self.residentBytes else { return nil }
        var store = TaskStore(retention: Retention(succeededRows: count, unsuccessfulRows: count))
        for number in 1...UInt64(count) {
            for event in self.life(of: BackgroundTaskID(rawValue: number), outcome: outcome, fields: fields) {
                store.fold(event)
            }
        }
        guard let after = self.residentBytes, store.finished.count == count else { return nil }
        return Double(after - before) / Double(count)
    }

    /// A task that takes 2 ms, and what the probe under it saw.
    private static func life(
        of id: BackgroundTaskID,
        outcome: TaskOutcome,
        fields: (BackgroundTaskID) -> [TaskDescription.Field]
    ) -> [TaskEvent] {
        let submittedAt = TaskInstant(nanoseconds: Int64(id.rawValue) * 1_000_000)
        let endedAt = submittedAt + .milliseconds(2)
        let description = TaskDescription(
            id: id,
            name: "send-email",
            fields: fields(id),
            location: TaskDescription.SourceLocation(fileID: "Server/Routes.swift", line: 88),
            submittedAt: submittedAt
        )
        let activity = TaskActivity(
            state: .running,
            since: endedAt,
            wakes: 3,
            polls: 3,
            busy: .microseconds(300),
            scheduled: .microseconds(20),
            onThread: .microseconds(300),
            ready: .microseconds(20),
            waiting: .microseconds(1_680),
            longestPoll: .microseconds(200),
            pollLengths: .init(short: 3)
        )
        let end = TaskEnd(
            id: id,
            rank: 2,
            outcome: outcome,
            startedAt: submittedAt,
            endedAt: endedAt,
            cancellation: nil,
            errorText: outcome == .failed ? "no" : nil,
            sample: TaskSample(id: id, progress: nil, annotations: [], activity: activity)
        )
        return [
            TaskEvent(at: submittedAt, .submitted(description)), TaskEvent(at: submittedAt, .started(id, rank: 1)),
            TaskEvent(at: endedAt, .finished(end)),
        ]
    }

    private static var residentBytes: Int? {
        #if canImport(Glibc)
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return nil }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard unsafe fgets(&line, Int32(line.count), file) != nil else { return nil }
        // The second figure is the resident set, in pages.
        let figures = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
            separator: " "
        )
        return figures.dropFirst().first.flatMap { Int($0) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
        #else
        return nil
        #endif
    }
}
