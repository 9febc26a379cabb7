import BGTopStore
import BackgroundWorkEvents

extension Column {
    /// The keys of `rows` in this column's order; rows that are equal in it stand in the order of their keys.
    func sorted<Key: Comparable>(
        _ rows: some Sequence<Row>,
        isInverted: Bool,
        store: TaskStore,
        key: (Row) -> Key
    ) -> [Key] {
        let isDescending = self.isDescending != isInverted
        switch self.order {
        case .submission:
            // The oldest first, be it called the smallest ID or the greatest age.
            let keys = rows.map(key).sorted()
            return isInverted ? keys.reversed() : keys
        case .number(let number):
            return Self.sorted(rows.map { (number($0, store), key($0)) }, isDescending: isDescending)
        case .text(let text):
            return Self.sorted(rows.map { (text($0, store), key($0)) }, isDescending: isDescending)
        }
    }

    private static func sorted<Value: Comparable, Key: Comparable>(
        _ rows: [(value: Value, key: Key)],
        isDescending: Bool
    ) -> [Key] {
        let sorted = rows.sorted { left, right in
            if left.value == right.value { return left.key < right.key }
            return (left.value < right.value) != isDescending
        }
        return sorted.map(\.key)
    }
}
