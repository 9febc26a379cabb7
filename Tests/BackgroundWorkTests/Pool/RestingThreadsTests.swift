import Testing

@testable import BackgroundWork

/// Who of a pool's threads rests, and who is woken.
struct RestingThreadsTests {
    @Test func `the first to rest naps, and the others sleep`() {
        let threads = Self.resting(1, 2, 3)
        #expect(threads.state(of: 1) == .napping)
        #expect(threads.state(of: 2) == .asleep)
        #expect(threads.state(of: 3) == .asleep)
        #expect(threads.state(of: 0) == .awake)
    }

    @Test func `who sleeps is woken before who naps, so that somebody goes on looking`() {
        var threads = Self.resting(1, 2)
        #expect(threads.wake() == 2)
        #expect(threads.isAnyNapping)
        #expect(threads.wake() == 1)
        #expect(!threads.isAnyNapping)
        #expect(threads.wake() == nil)
    }

    @Test func `whoever is woken is awake`() {
        var threads = Self.resting(1, 2)
        _ = threads.wake()
        #expect(threads.state(of: 2) == .awake)
        _ = threads.wake()
        #expect(threads.state(of: 1) == .awake)
    }

    @Test func `a napper is appointed only where nobody naps and somebody sleeps`() {
        var threads = Self.resting(1, 2)
        #expect(threads.appointNapper() == nil)
        threads.getUp(1)
        #expect(threads.appointNapper() == 2)
        #expect(threads.state(of: 2) == .napping)
        threads.getUp(2)
        #expect(threads.appointNapper() == nil)
    }

    @Test func `who has napped long enough sleeps, and has to be woken`() {
        var threads = Self.resting(1)
        threads.fallAsleep(1)
        #expect(threads.state(of: 1) == .asleep)
        #expect(!threads.isAnyNapping)
        #expect(threads.isAnyAsleep)
    }

    @Test func `a thread that was woken meanwhile does not fall asleep`() {
        var threads = Self.resting(1)
        _ = threads.wake()
        threads.fallAsleep(1)
        #expect(threads.state(of: 1) == .awake)
    }

    private static func resting(_ rested: Int...) -> RestingThreads {
        var threads = RestingThreads()
        for thread in rested { threads.rest(thread) }
        return threads
    }
}
