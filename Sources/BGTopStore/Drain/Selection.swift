/// The least of many elements, without keeping or sorting all of them.
struct Selection<Element: Comparable & Sendable>: Sendable {
    private var elements: [Element] = []
    private let limit: Int
    /// So many are kept before they are sorted out: each element's share of that is small, and does not depend on their number.
    private let capacity: Int

    init(limit: Int) {
        self.limit = limit
        self.capacity = limit < Int.max / 2 ? max(64, 2 * limit) : .max
    }

    mutating func insert(_ element: Element) {
        self.elements.append(element)
        if self.elements.count == self.capacity { self.elements = self.sorted }
    }

    /// The `limit` least, ascending.
    var sorted: [Element] {
        Array(self.elements.sorted().prefix(self.limit))
    }
}
