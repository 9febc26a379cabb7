import BackgroundWorkEvents
import Synchronization

/// One value, given by whoever has it first, and waited for by a thread.
///
/// The main thread belongs to the terminal and is no task's; this is how it learns of what the tasks did.
final class Handoff<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let given = ThreadSignal()

    /// Gives the value. All but the first are ignored.
    func give(_ value: Value) {
        let isFirst = self.value.withLock { stored in
            guard stored == nil else { return false }
            stored = value
            return true
        }
        if isFirst { self.given.signal() }
    }

    /// Blocks the thread until there is a value.
    func wait() -> Value {
        while true {
            if let value = self.wait(atMost: .seconds(3_600)) { return value }
        }
    }

    /// Blocks the thread until there is a value, but not for ever: nil if there is none by then.
    func wait(atMost limit: Duration) -> Value? {
        if let value = self.value.withLock({ $0 }) { return value }
        guard self.given.wait(atMost: limit) else { return nil }
        // Left as it was found, for whoever else waits.
        self.given.signal()
        return self.value.withLock { $0 }
    }
}
