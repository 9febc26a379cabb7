import Synchronization

/// Where the process is that is watched, or the one that has taken its place: all who watch it together go the same way.
///
/// Safe to use from any thread.
final class Whereabouts: Sendable {
    private let current: Mutex<String>

    init(_ path: String) {
        self.current = Mutex(path)
    }

    /// The path of its socket.
    var path: String { self.current.withLock(\.self) }

    /// Notes where what was at `old` is to be found now. Whoever was the first to find something there decides: of several that could
    /// take its place, each may see another one.
    func move(from old: String, to path: String) {
        self.current.withLock { current in
            if current == old { current = path }
        }
    }
}
