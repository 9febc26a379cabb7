import BackgroundWorkEvents

/// An event as it is buffered: what happens to every task is kept as a reference to the task's record, which knows the rest, so that
/// whoever causes it builds nothing. It is put into words on the thread that reads it.
struct BufferedEvent {
    enum Kind {
        case submitted(TaskRecord)
        case started(TaskRecord, rank: UInt32)
        case finished(TaskRecord)
        indirect case other(TaskEvent.Kind)
    }

    let at: TaskInstant
    let kind: Kind

    var event: TaskEvent {
        switch self.kind {
        case .submitted(let record): TaskEvent(at: self.at, .submitted(record.taskDescription))
        case .started(let record, let rank): TaskEvent(at: self.at, .started(record.id, rank: rank))
        case .finished(let record): TaskEvent(at: self.at, .finished(record.taskEnd))
        case .other(let kind): TaskEvent(at: self.at, kind)
        }
    }
}
