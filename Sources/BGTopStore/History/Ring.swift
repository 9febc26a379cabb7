/// The last of many elements, the newest last: when there is no more room the oldest makes way.
struct Ring<Element: Sendable>: RandomAccessCollection, Sendable {
    private var elements: [Element] = []
    /// Where the oldest is.
    private var first = 0
    private let maximum: Int
    /// All that were ever added.
    private(set) var total: UInt64 = 0

    init(maximum: Int) {
        self.maximum = maximum
    }

    mutating func append(_ element: consuming Element) {
        self.total += 1
        if self.elements.count < self.maximum {
            // As an array grows, but not beyond what is needed.
            if self.elements.count == self.elements.capacity {
                self.elements.reserveCapacity(Swift.min(self.maximum, Swift.max(8, 2 * self.elements.count)))
            }
            self.elements.append(element)
        } else if self.maximum > 0 {
            self.elements[self.first] = element
            self.first = self.first + 1 == self.maximum ? 0 : self.first + 1
        }
    }

    /// Whether the oldest makes way for the next.
    var isFull: Bool { self.elements.count == self.maximum }

    /// How many had to make way, or found no room at all.
    var evicted: UInt64 { self.total - UInt64(self.elements.count) }

    var startIndex: Int { 0 }
    var endIndex: Int { self.elements.count }

    subscript(position: Int) -> Element {
        _read {
            let index = self.first + position
            yield self.elements[index < self.elements.count ? index : index - self.elements.count]
        }
    }
}
