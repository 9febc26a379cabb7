import Synchronization

/// What happened, in order.
final class Order: Sendable {
    private let state = Mutex<[String]>([])

    var notes: [String] { self.state.withLock { $0 } }

    func note(_ note: String) {
        self.state.withLock { $0.append(note) }
    }
}
