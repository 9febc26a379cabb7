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
        // Compared and read as bytes: it is done for every wake of a child, and each time a task yields.
        if description == "ExecutorJob(id: nil)" {
            self = .taskless
            return
        }
        let prefix = "ExecutorJob(id: ".utf8
        let text = description.utf8
        guard text.starts(with: prefix), text.last == UInt8(ascii: ")"),
            let number = Self.number(text.dropFirst(prefix.count).dropLast())
        else {
            self = .unreadable
            return
        }
        self = .task(number)
    }

    private static func number(_ digits: Substring.UTF8View) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !overflow, !sumOverflow else { return nil }
            number = sum
        }
        return digits.isEmpty ? nil : number
    }
}
