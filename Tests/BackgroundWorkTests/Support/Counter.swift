import Synchronization

/// Counts from any thread.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    func count(_ difference: Int = 1) {
        self.number.add(difference, ordering: .sequentiallyConsistent)
    }

    var value: Int { self.number.load(ordering: .sequentiallyConsistent) }
}
