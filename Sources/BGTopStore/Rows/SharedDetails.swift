import BackgroundWorkEvents

/// What tasks that are over were submitted with, kept once for all that were submitted in the same way. Their fields, in which
/// tasks differ, are not part of it.
struct SharedDetails: Sendable {
    /// A name is submitted from so many places at most, or its tasks begin to keep details of their own.
    private static let maximumPerName = 4

    /// By name, the one that was used last at the end.
    private var known: [[TaskDescription.Details]] = []

    /// The same as `details`, but for its fields.
    mutating func details(for details: TaskDescription.Details, name: NameTable.Index) -> TaskDescription.Details {
        // Who submitted a task is as a rule somebody else for each.
        guard details.submitter == nil else { return details }
        while self.known.count <= name { self.known.append([]) }
        if let known = self.known[Int(name)].last(where: { $0.isShareable(by: details) }) { return known }
        let shared = details.fields.isEmpty ? details : details.with(fields: [])
        if self.known[Int(name)].count == Self.maximumPerName { self.known[Int(name)].removeFirst() }
        self.known[Int(name)].append(shared)
        return shared
    }
}

extension TaskDescription.Details {
    fileprivate func isShareable(by other: TaskDescription.Details) -> Bool {
        self.name == other.name && self.priority == other.priority && self.location == other.location
            && self.timeout == other.timeout
    }

    func with(fields: [TaskDescription.Field]) -> TaskDescription.Details {
        TaskDescription.Details(
            name: self.name,
            priority: self.priority,
            fields: fields,
            location: self.location,
            timeout: self.timeout,
            submitter: self.submitter
        )
    }
}
