import BackgroundWorkEvents

/// What is wrong with a task at this moment. For nearly every task that is nothing, which takes no memory of its own.
struct RaisedWarnings {
    private struct Raised {
        let warning: TaskWarning
        /// Several children of a task may be in the same trouble; it is over when it is for all of them.
        var reasons = 1
    }

    private var raised: [TaskWarning.Kind: Raised] = [:]

    var all: [TaskWarning] { self.raised.values.map(\.warning) }

    func contains(_ kind: TaskWarning.Kind) -> Bool {
        self.raised[kind] != nil
    }

    /// - Returns: Whether that is news: no such warning was raised before.
    mutating func raise(_ warning: TaskWarning) -> Bool {
        guard self.raised[warning.kind] == nil else {
            self.raised[warning.kind]?.reasons += 1
            return false
        }
        self.raised[warning.kind] = Raised(warning: warning)
        return true
    }

    /// - Returns: Whether that is news: the last reason for such a warning is gone.
    mutating func lower(_ kind: TaskWarning.Kind) -> Bool {
        guard let reasons = self.raised[kind]?.reasons else { return false }
        self.raised[kind]?.reasons -= 1
        if reasons == 1 { self.raised[kind] = nil }
        return reasons == 1
    }
}
