import BackgroundWorkEvents

@testable import BackgroundWorkWire

extension RecordingReader {
    /// All events that are left.
    mutating func all() throws -> [TaskEvent] {
        var events: [TaskEvent] = []
        while let next = try self.next() { events += next }
        return events
    }
}

extension TaskEvent {
    /// An event that is known by a number.
    static func numbered(_ number: UInt64) -> TaskEvent {
        TaskEvent(at: TaskInstant(nanoseconds: Int64(number)), .lateReport(BackgroundTaskID(rawValue: number)))
    }

    var number: UInt64? {
        if case .lateReport(let id) = self.kind { id.rawValue } else { nil }
    }
}
