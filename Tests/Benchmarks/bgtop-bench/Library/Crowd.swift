import Synchronization

/// Tasks that all wait on a continuation until they are let go.
final class Crowd: Sendable {
    private let waiting: Mutex<[CheckedContinuation<Void, Never>]>

    init(capacity: Int) {
        var waiting: [CheckedContinuation<Void, Never>] = []
        waiting.reserveCapacity(capacity)
        self.waiting = Mutex(waiting)
    }

    /// Waits with the others.
    func join() async {
        await withCheckedContinuation { continuation in
            self.waiting.withLock { $0.append(continuation) }
        }
    }

    /// Returns when `count` tasks wait.
    func gather(_ count: Int) async {
        while self.waiting.withLock({ $0.count }) < count { await Task.yield() }
    }

    func disperse() {
        let waiting = self.waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
