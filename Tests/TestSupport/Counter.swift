import Synchronization

/// Counts from any thread.
package final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    package init() {}

    package func count(_ difference: Int = 1) {
        self.number.add(difference, ordering: .sequentiallyConsistent)
    }

    package var value: Int { self.number.load(ordering: .sequentiallyConsistent) }
}
