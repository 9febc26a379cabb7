import Synchronization

@testable import DemoServer

/// Counts how many pieces of work are in progress at once. Each stays until as many as are expected have come together.
final class Crowd: Sendable {
    private struct State {
        var present = 0
        var most = 0
    }

    private let state = Mutex(State())
    private let expected: Int
    private let complete = Gate()

    init(expected: Int) {
        self.expected = expected
    }

    var most: Int { self.state.withLock { $0.most } }

    var world: OutsideWorld {
        OutsideWorld(
            wait: { _ in
                let present = self.state.withLock { state in
                    state.present += 1
                    state.most = max(state.most, state.present)
                    return state.present
                }
                if present == self.expected { self.complete.open() }
                try await self.complete.wait()
                // Whoever could overlap gets the chance to.
                await Task.yield()
                self.state.withLock { $0.present -= 1 }
            },
            compute: { _ in }
        )
    }
}
