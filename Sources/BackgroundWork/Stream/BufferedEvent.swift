import BackgroundWorkEvents

/// An event as it is buffered: put into words on the thread that reads it, so that whoever causes it builds nothing.
///
/// It holds on to no record: what waits to be read would keep all that a task needed to run, and it would come back to the submitter,
/// who makes the next one of it, only when the memory has left every cache. That was a third of the time of an empty task.
struct BufferedEvent {
    enum Kind {
        case submitted(BackgroundTaskID, TaskDescription.Details)
        case started(BackgroundTaskID, rank: UInt32)
        /// The next of the ``BufferedEnd``s that lie beside the events.
        case finished
        indirect case other(TaskEvent.Kind)

        /// As how many events it counts where only so many may wait: the samples of up to 256 tasks come as one, and eight of them take the
        /// room of some events.
        var weight: Int {
            if case .other(.sampled(let samples)) = self { 1 + samples.count / 8 } else { 1 }
        }
    }

    let at: TaskInstant
    let kind: Kind
}
