import BGTopStore
import BackgroundWorkEvents

/// What happens inside the tasks of a make-believe server.
extension WatchedServer {
    /// Lets time pass as it does before a dashboard: a tenth of a second at a time.
    mutating func watch(for duration: Duration) {
        let end = self.now + duration
        while self.now < end { self.wait(min(.milliseconds(100), end - self.now)) }
    }

    /// The task is seen to have gone over into `state`.
    ///
    /// - Parameters:
    ///   - polls: How many polls it has had, all but those in `long` of 1 ms.
    ///   - long: How long the others were.
    ///   - ready: For how long it has waited for a thread.
    mutating func see(
        _ id: BackgroundTaskID,
        _ state: TaskActivity.State,
        polls: UInt64 = 1,
        long: [Duration] = [],
        ready: Duration = .zero,
        tasklessJobs: UInt64 = 0,
        nodes: [TaskNode] = [],
        revision: UInt32? = nil
    ) {
        let sample = TaskSample(
            id: id,
            progress: nil,
            annotations: [],
            activity: self.activity(of: id, state, polls: polls, long: long, ready: ready, tasklessJobs: tasklessJobs),
            nodes: TaskNodes(nodes, revision: revision ?? UInt32(nodes.count))
        )
        self.fold(.sampled([sample]))
    }

    /// A reading of this moment.
    func activity(
        of id: BackgroundTaskID,
        _ state: TaskActivity.State,
        polls: UInt64 = 1,
        long: [Duration] = [],
        ready: Duration = .zero,
        tasklessJobs: UInt64 = 0
    ) -> TaskActivity {
        let ran = self.store.row(id)?.ran(at: self.now) ?? .zero
        let busy = min(ran, .milliseconds(Int64(polls) - Int64(long.count)) + long.reduce(.zero, +))
        return TaskActivity(
            state: state,
            since: self.now,
            wakes: polls,
            polls: polls,
            tasklessJobs: tasklessJobs,
            busy: busy,
            onThread: busy,
            ready: ready,
            waiting: ran - busy - ready,
            longestPoll: max(polls > UInt64(long.count) ? .milliseconds(1) : .zero, long.max() ?? .zero),
            pollLengths: TaskActivity.PollLengths(
                short: UInt32(polls) - UInt32(long.count),
                veryLong: UInt32(long.count { $0 >= .milliseconds(100) })
            )
        )
    }

    /// A part of a task that began at this moment.
    func node(
        _ id: UInt32,
        in parent: UInt32 = 0,
        _ name: String,
        ended: Bool = false,
        isEscaped: Bool = false,
        delivered: Bool = false
    ) -> TaskNode {
        TaskNode(
            id: id,
            parent: parent,
            name: name,
            location: TaskDescription.SourceLocation(fileID: "Server/Work.swift", line: 12),
            startedAt: self.now,
            endedAt: ended ? self.now : nil,
            outcome: ended ? .succeeded : nil,
            deliveredAt: delivered ? self.now : nil,
            isEscaped: isEscaped
        )
    }
}
