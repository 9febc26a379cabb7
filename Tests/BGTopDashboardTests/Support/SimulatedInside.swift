import BackgroundWorkEvents

/// What goes on inside a made-up task: how it takes turns with threads, and which parts it names.
///
/// Everything follows from how long the task has run, so that all figures agree at any moment.
struct SimulatedInside {
    /// What repeats itself: it waits for a thread, has one, and is suspended; in microseconds.
    struct Turn {
        var ready: Int64
        var onThread: Int64
        var waiting: Int64

        var length: Int64 { self.ready + self.onThread + self.waiting }
    }

    /// A part that has a name, from when to when as shares of the whole run.
    struct Part {
        let name: String
        /// The part in which this one is, counted from 1; 0 is the task.
        var parent: UInt32 = 0
        let start: Double
        let end: Double
    }

    var turn = Turn(ready: 300, onThread: 900, waiting: 48_800)
    /// In the order of their start.
    var parts: [Part] = []
    var children: UInt32? = 0

    /// After the task has run for so many milliseconds. Where no thread is free it still waits for the one it would have.
    func activity(startedAt: TaskInstant, milliseconds: Int, findsThread: Bool = true) -> TaskActivity {
        let (turns, rest) = (Int64(milliseconds) * 1_000).quotientAndRemainder(dividingBy: self.turn.length)
        let isDue = rest < self.turn.ready + self.turn.onThread
        let ready = isDue && !findsThread ? rest : min(rest, self.turn.ready)
        let onThread = min(rest - ready, self.turn.onThread)
        let waiting = rest - ready - onThread
        let state: TaskActivity.State = waiting > 0 ? .waiting : onThread > 0 ? .running : .ready
        let begin = turns * self.turn.length + (state == .ready ? 0 : ready) + (state == .waiting ? onThread : 0)
        let polls = turns + (onThread > 0 ? 1 : 0)
        let all = { (part: Int64, now: Int64) in Duration.microseconds(turns * part + now) }
        return TaskActivity(
            state: state,
            since: startedAt.advanced(by: .microseconds(begin)),
            wakes: UInt64(turns + 1),
            polls: UInt64(polls),
            busy: all(self.turn.onThread, onThread),
            scheduled: all(self.turn.ready, ready),
            onThread: all(self.turn.onThread, onThread),
            ready: all(self.turn.ready, ready),
            waiting: all(self.turn.waiting, waiting),
            longestPoll: .microseconds(turns > 0 ? self.turn.onThread : onThread),
            pollLengths: self.lengths(of: UInt32(polls - (state == .running ? 1 : 0))),
            children: self.children
        )
    }

    private func lengths(of polls: UInt32) -> TaskActivity.PollLengths {
        switch self.turn.onThread {
        case ..<1_000: .init(short: polls)
        case ..<10_000: .init(short: polls / 3, medium: polls - polls / 3)
        case ..<100_000: .init(short: polls / 3, medium: polls / 4, long: polls - polls / 3 - polls / 4)
        default: .init(medium: polls / 2, veryLong: polls - polls / 2)
        }
    }

    /// The parts that have begun, of a task whose run takes `length` milliseconds.
    ///
    /// - Parameters:
    ///   - request: When the task was asked to stop, if it was: requests reach the innermost parts first.
    ///   - outcome: How the task ends at this moment, if it does; what is open ends with it.
    func nodes(
        startedAt: TaskInstant,
        milliseconds: Int,
        length: Int,
        request: TaskInstant?,
        outcome: TaskOutcome? = nil,
        errorText: String? = nil
    ) -> TaskNodes {
        let moment = { (share: Double) in Int(share * Double(length)) }
        var nodes: [TaskNode] = []
        for (index, part) in self.parts.enumerated() where moment(part.start) <= milliseconds {
            var node = TaskNode(
                id: UInt32(index + 1),
                parent: part.parent,
                name: part.name,
                location: .init(fileID: "Shop/Work.swift", line: UInt(20 + index)),
                startedAt: startedAt.advanced(by: .milliseconds(moment(part.start)))
            )
            if part.end < 1, moment(part.end) <= milliseconds {
                node.endedAt = startedAt.advanced(by: .milliseconds(moment(part.end)))
                node.outcome = .succeeded
            } else if let outcome {
                node.endedAt = startedAt.advanced(by: .milliseconds(milliseconds))
                node.outcome = outcome == .succeeded ? .succeeded : request == nil ? .failed : .cancelled
                node.errorText = errorText
            }
            nodes.append(node)
        }
        if let request {
            for index in nodes.indices where nodes[index].endedAt ?? request >= request {
                nodes[index].deliveredAt = request.advanced(by: .microseconds(4 * (nodes.count - index)))
            }
        }
        let changes = nodes.count + nodes.count { $0.endedAt != nil } + nodes.count { $0.deliveredAt != nil }
        return TaskNodes(nodes, revision: UInt32(changes))
    }
}
