import BackgroundWorkEvents
import Foundation
import Testing

@testable import DemoServer

struct `A signal` {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `begins a shutdown where none has begun`(signal: Int32) {
        #expect(SignalResponse(to: signal, in: .accepting, isHeldUp: false) == .drain)
    }

    @Test(arguments: [SIGTERM, SIGHUP], [DrainStatus.Phase.draining, .cancelling, .stopped])
    func `that a supervisor repeats means nothing more`(signal: Int32, phase: DrainStatus.Phase) {
        #expect(SignalResponse(to: signal, in: phase, isHeldUp: false) == .nothing)
    }

    @Test func `from a person who loses patience says more each time`() {
        #expect(SignalResponse(to: SIGINT, in: .draining, isHeldUp: false) == .force)
        #expect(SignalResponse(to: SIGINT, in: .cancelling, isHeldUp: false) == .leave)
        #expect(SignalResponse(to: SIGINT, in: .stopped, isHeldUp: false) == .leave)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func `ends it at once when nobody takes its last words`(signal: Int32) {
        #expect(SignalResponse(to: signal, in: .stopped, isHeldUp: true) == .leaveUnsaid)
        #expect(SignalResponse(to: signal, in: .cancelling, isHeldUp: true) == .leaveUnsaid)
    }
}
