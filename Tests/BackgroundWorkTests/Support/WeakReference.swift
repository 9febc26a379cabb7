import Synchronization

/// Tells when an object has gone, without keeping it.
final class WeakReference<Object: AnyObject & Sendable>: Sendable {
    private struct State: Sendable {
        weak var object: Object?
    }

    private let state = Mutex(State())

    init(_ object: Object? = nil) {
        self.object = object
    }

    var object: Object? {
        get { self.state.withLock { $0.object } }
        set { self.state.withLock { $0.object = newValue } }
    }

    /// Suspends until nobody holds the object any more; for ever, and into the test's time limit, if somebody keeps it. (The last
    /// to let go may be a thread of the library that has just done with it.)
    func waitUntilGone() async {
        while self.object != nil { await Task.yield() }
    }
}
