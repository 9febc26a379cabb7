import BackgroundWorkEvents
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a signal does to the process.
@Suite(.timeLimit(.minutes(30)))
struct SignalDispositionTests {
    @Test func `is told as it stands: by nature, ignored, or handled`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGUSR1, SIG_DFL)
            precondition(SignalDisposition(of: SIGUSR1) == .standard)
            signal(SIGUSR1, SIG_IGN)
            precondition(SignalDisposition(of: SIGUSR1) == .ignored)
            signal(SIGUSR1) { _ in }
            precondition(SignalDisposition(of: SIGUSR1) == .handled)
        }
    }

    @Test func `there is none of a signal that there is not`() {
        #expect(SignalDisposition(of: 12_345) == nil)
    }
}
