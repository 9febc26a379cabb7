public import BackgroundWorkEvents

/// Rows of tasks that are over, the last to end first.
public struct FinishedRows: RandomAccessCollection, Sendable {
    private let succeeded: Ring<FinishedRow>
    private let unsuccessful: Ring<FinishedRow>
    /// For each position the index among the unsuccessful, or the complement of that among the succeeded.
    private let order: [Int32]

    /// - Parameter place: What ended before, or with, this one is left out.
    init(
        succeeded: Ring<FinishedRow> = Ring(maximum: 0),
        unsuccessful: Ring<FinishedRow>,
        after place: UInt64 = 0
    ) {
        self.succeeded = succeeded
        self.unsuccessful = unsuccessful
        var order: [Int32] = []
        order.reserveCapacity(succeeded.count + unsuccessful.count)
        var success = succeeded.count - 1
        var other = unsuccessful.count - 1
        while true {
            let placeOfSuccess = success >= 0 ? succeeded[success].place : 0
            let placeOfOther = other >= 0 ? unsuccessful[other].place : 0
            guard Swift.max(placeOfSuccess, placeOfOther) > place else { break }
            if placeOfOther > placeOfSuccess {
                order.append(Int32(other))
                other -= 1
            } else {
                order.append(~Int32(success))
                success -= 1
            }
        }
        self.order = order
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { self.order.count }

    public subscript(position: Int) -> TaskRow { self.finished(position).row }

    /// The tasks, in the same order, without a row being made of any.
    public var ids: some RandomAccessCollection<BackgroundTaskID> {
        self.indices.lazy.map { self.finished($0).id }
    }

    /// The rows of those of `ids` that are there; none is made of the many others.
    public func rows(of ids: Set<BackgroundTaskID>) -> [TaskRow] {
        var rows: [TaskRow] = []
        var wanted = ids
        for position in self.indices {
            if wanted.isEmpty { break }
            if wanted.remove(self.finished(position).id) != nil { rows.append(self[position]) }
        }
        return rows
    }

    private func finished(_ position: Int) -> FinishedRow {
        let index = self.order[position]
        return index >= 0 ? self.unsuccessful[Int(index)] : self.succeeded[Int(~index)]
    }
}
