import BackgroundWorkEvents
import Foundation
import Testing

@testable import DemoServer

struct `A signal` {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `begins a shutdown where none has begun`(signal: Int32) {
        #expect(SignalResponse(to: signal, in: .accepting) == .drain)
    }

    @Test(arguments: [SIGTERM, SIGHUP], [DrainStatus.Phase.draining, .cancelling, .stopped])
    func `that a supervisor repeats means nothing more`(signal: Int32, phase: DrainStatus.Phase) {
        #expect(SignalResponse(to: signal, in: phase) == .nothing)
    }

    @Test func `from a person who loses patience says more each time`() {
        #expect(SignalResponse(to: SIGINT, in: .draining) == .force)
        #expect(SignalResponse(to: SIGINT, in: .cancelling) == .leave)
        #expect(SignalResponse(to: SIGINT, in: .stopped) == .leave)
    }
}
