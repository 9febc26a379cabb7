import BackgroundWorkEvents

/// How much of each column of a picture went to what.
struct ColumnShares {
    private var columns: [[Double]]

    init(_ pieces: [ActivityHistory.Piece], on axis: TimeAxis) {
        let states = TaskActivity.State.allCases
        self.columns = Array(repeating: Array(repeating: 0, count: states.count), count: axis.columns)
        for piece in pieces {
            let (from, to) = (axis.position(of: piece.from), axis.position(of: piece.to))
            let total = piece.spent.total
            guard total > .zero, to > from else { continue }
            let shares = states.map { piece.spent[$0] / total }
            // In which order the time went is not known, so each column gets the same mixture.
            for column in Int(from)..<min(axis.columns, Int(to.rounded(.up))) {
                let overlap = min(to, Double(column + 1)) - max(from, Double(column))
                for (index, share) in shares.enumerated() { self.columns[column][index] += overlap * share }
            }
        }
    }

    /// What most of a column's time went to; nil where most of it was not seen.
    ///
    /// - Parameter part: How much of the column there was to see.
    func most(in column: Int, of part: Double = 1) -> TaskActivity.State? {
        let shares = self.columns[column]
        guard shares.reduce(0, +) > part / 2, let most = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return nil }
        return TaskActivity.State.allCases[most]
    }
}
