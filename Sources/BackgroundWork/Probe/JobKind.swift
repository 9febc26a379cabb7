/// What the job of an executor is, as far as it says so of itself.
///
/// There is no better source than the text that a job prints, and that is no promise of Swift's: what cannot be read is said to be
/// ``unreadable``, so that a change of the text leads to less knowledge and never to wrong knowledge.
enum JobKind: Equatable {
    /// A step of the task with this number, which no other task of the process ever has.
    case task(UInt64)
    /// Part of no task: somebody empties an actor's queue, or a `Task.yield` comes back.
    case taskless
    case unreadable

    init(_ job: UnownedJob) {
        self.init(description: ExecutorJob(job).description)
    }

    /// - Parameter description: Such as `ExecutorJob(id: 12)`, or `ExecutorJob(id: nil)` for a job that belongs to no task.
    init(description: String) {
        let (prefix, suffix) = ("ExecutorJob(id: ", ")")
        guard description.hasPrefix(prefix), description.hasSuffix(suffix) else {
            self = .unreadable
            return
        }
        let id = description.dropFirst(prefix.count).dropLast(suffix.count)
        if let number = UInt64(id) {
            self = .task(number)
        } else {
            self = id == "nil" ? .taskless : .unreadable
        }
    }
}
