import BackgroundWorkEvents

/// Who of the queued starts when: the urgent before the others, and the older before the younger.
struct QueueOrder: Sendable {
    /// For each priority the position that the next task of it has.
    private var next: [UInt8: Int] = [:]

    init(_ rows: LiveRows) {
        var counts: [UInt8: Int] = [:]
        for index in rows.indices where rows[index].state == .queued { counts[rows[index].task.priority, default: 0] += 1 }
        var position = 1
        for (priority, count) in counts.sorted(by: { $0.key > $1.key }) {
            self.next[priority] = position
            position += count
        }
    }

    /// The position of a queued row, the first being 1. To be asked of each queued row, in ID order.
    mutating func position(of row: TaskRow) -> Int {
        let position = self.next[row.task.priority] ?? 1
        self.next[row.task.priority] = position + 1
        return position
    }
}
