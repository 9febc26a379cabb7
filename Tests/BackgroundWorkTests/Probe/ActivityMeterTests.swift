import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BackgroundWork

/// What a task does with threads, added up. All figures are computed by hand; the unit is whatever the test likes.
struct ActivityMeterTests {
    private var meter = ActivityMeter(startedAt: 100)

    @Test func `from the start it is ready, although nothing has been enqueued`() {
        let reading = self.meter.reading(at: 130)
        #expect(reading.state == .ready)
        #expect(reading.since == TaskInstant(nanoseconds: 100))
        #expect(reading.ready == .nanoseconds(30))
        #expect(reading.wakes == 0 && reading.polls == 0)
    }

    @Test mutating func `each moment is on a thread, ready or waiting`() {
        self.meter.wake(at: 110)
        self.meter.beginPoll(wokenAt: 110, at: 125)
        self.meter.endPoll(begunAt: 125, at: 165)
        self.meter.wake(at: 265)
        self.meter.beginPoll(wokenAt: 265, at: 270)
        let reading = self.meter.reading(at: 300)
        #expect(reading.state == .running)
        #expect(reading.since == TaskInstant(nanoseconds: 270))
        #expect(reading.ready == .nanoseconds(25 + 5))
        #expect(reading.onThread == .nanoseconds(40 + 30))
        #expect(reading.waiting == .nanoseconds(100))
        #expect(reading.ready + reading.onThread + reading.waiting == .nanoseconds(300 - 100))
        #expect(reading.scheduled == .nanoseconds(15 + 5))
        #expect(reading.busy == .nanoseconds(40 + 30))
        #expect(reading.wakes == 2 && reading.polls == 2)
        #expect(reading.longestPoll == .nanoseconds(40))
    }

    @Test mutating func `children at the same time add up to more than the time on the wall`() {
        self.meter.wake(at: 100)
        self.meter.beginPoll(wokenAt: 100, at: 100)
        self.meter.wake(at: 110)
        self.meter.beginPoll(wokenAt: 110, at: 120)
        self.meter.wake(at: 130)
        let reading = self.meter.reading(at: 200)
        #expect(reading.busy == .nanoseconds(100 + 80))
        #expect(reading.scheduled == .nanoseconds(10 + 70))
        #expect(reading.onThread == .nanoseconds(100))
        #expect(reading.ready == .zero && reading.waiting == .zero)
    }

    @Test mutating func `the poll that is open is the longest as soon as it is`() {
        self.meter.wake(at: 100)
        self.meter.beginPoll(wokenAt: 100, at: 100)
        #expect(self.meter.reading(at: 2_000_100).longestPoll == .milliseconds(2))
        #expect(self.meter.reading(at: 2_000_100).pollLengths == .init())
    }

    @Test mutating func `polls are counted by their length`() {
        for length in [0, 999_999, 1_000_000, 9_999_999, 10_000_000, 99_999_999, 100_000_000] as [Int64] {
            self.meter.wake(at: 100)
            self.meter.beginPoll(wokenAt: 100, at: 100)
            self.meter.endPoll(begunAt: 100, at: 100 + length)
        }
        let lengths = self.meter.reading(at: 0).pollLengths
        #expect(lengths == TaskActivity.PollLengths(short: 2, medium: 2, long: 2, veryLong: 1))
    }

    @Test mutating func `a job of no task waits for a thread on the task's behalf, and is no poll`() {
        self.meter.wake(at: 100)
        self.meter.beginPoll(wokenAt: 100, at: 100)
        self.meter.endPoll(begunAt: 100, at: 110)
        self.meter.wakeTasklessJob(at: 150)
        self.meter.beginTasklessJob(wokenAt: 150, at: 170)
        let reading = self.meter.reading(at: 500)
        #expect(reading.tasklessJobs == 1)
        #expect(reading.wakes == 1 && reading.polls == 1)
        #expect(reading.busy == .nanoseconds(10) && reading.longestPoll == .nanoseconds(10))
        #expect(reading.ready == .nanoseconds(20) && reading.scheduled == .nanoseconds(20))
        #expect(reading.state == .waiting && reading.waiting == .nanoseconds(40 + 330))
    }

    @Test mutating func `the last word includes the poll in which the task ended, and does not change`() {
        self.meter.wake(at: 100)
        self.meter.beginPoll(wokenAt: 100, at: 110)
        self.meter.finish(at: 3_000_110)
        #expect(self.meter.closed.busy == .milliseconds(3))
        #expect(self.meter.closed.onThread == .milliseconds(3))
        #expect(self.meter.closed.longestPoll == .milliseconds(3))
        #expect(self.meter.closed.pollLengths == TaskActivity.PollLengths(medium: 1))
        #expect(self.meter.closed.polls == 1)
    }

    @Test mutating func `a poll whose thread was late to say that it is over is as long in the last word as it was`() {
        self.meter.wake(at: 100)
        self.meter.beginPoll(wokenAt: 100, at: 110)
        // The child's thread has resumed the task, which ends on another one before the child's has come to say so.
        self.meter.wake(at: 150_000_110)
        self.meter.beginPoll(wokenAt: 150_000_110, at: 150_000_110)
        self.meter.finish(at: 150_020_110)
        #expect(self.meter.closed.pollLengths.veryLong == 1)
        #expect(self.meter.closed.pollLengths == TaskActivity.PollLengths(short: 1, veryLong: 1))
        #expect(self.meter.closed.busy == .nanoseconds(150_020_000 + 20_000))
        #expect(self.meter.closed.polls == 2)
    }

    @Test mutating func `the longest poll is no longer than all, whatever the clocks say in between`() {
        self.meter.wake(at: 100)
        self.meter.beginPoll(wokenAt: 100, at: 100)
        // The first is about to say that it was over at 110, when two more begin.
        for beginning in [115, 116] as [Int64] {
            self.meter.wake(at: 105)
            self.meter.beginPoll(wokenAt: 105, at: beginning)
        }
        self.meter.endPoll(begunAt: 100, at: 110)
        #expect(self.meter.reading(at: 117).longestPoll == .nanoseconds(10))
        self.meter.endPoll(begunAt: 115, at: 118)
        self.meter.endPoll(begunAt: 116, at: 118)
        let reading = self.meter.reading(at: 120)
        #expect(reading.longestPoll == .nanoseconds(10))
        #expect(reading.busy == .nanoseconds(10 + 3 + 2))
    }

    @Test mutating func `clocks that disagree a little make no time negative`() {
        self.meter.wake(at: 90)
        self.meter.beginPoll(wokenAt: 95, at: 80)
        self.meter.endPoll(begunAt: 80, at: 70)
        let reading = self.meter.reading(at: 60)
        for duration in [reading.busy, reading.scheduled, reading.onThread, reading.ready, reading.waiting] {
            #expect(duration >= .zero)
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    mutating func `whatever happens in whatever order, the three shares add up to the time since the start`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var now: Int64 = 100
        var ready: [Int64] = []
        var polling: [Int64] = []
        var last = self.meter.reading(at: now)
        for _ in 0..<500 {
            now += Int64.random(in: 0...1_000, using: &generator)
            switch Int.random(in: 0...2, using: &generator) {
            case 0:
                self.meter.wake(at: now)
                ready.append(now)
            case 1 where !ready.isEmpty:
                self.meter.beginPoll(wokenAt: ready.removeFirst(), at: now)
                polling.append(now)
            case 2 where !polling.isEmpty:
                self.meter.endPoll(begunAt: polling.removeFirst(), at: now)
            default: break
            }
            let reading = self.meter.reading(at: now)
            #expect(reading.onThread + reading.ready + reading.waiting == .nanoseconds(now - 100))
            #expect(reading.busy >= reading.onThread)
            #expect(reading.busy >= last.busy && reading.scheduled >= last.scheduled && reading.waiting >= last.waiting)
            last = reading
        }
    }
}
