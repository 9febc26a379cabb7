import BackgroundWorkEvents
import Testing

@Suite struct TaskInstantTests {
    @Test func `an instant moves by a duration, forwards and backwards`() {
        let instant = TaskInstant(nanoseconds: 1_000)
        #expect(instant + .nanoseconds(5) == TaskInstant(nanoseconds: 1_005))
        #expect(instant + .nanoseconds(-5) == TaskInstant(nanoseconds: 995))
        #expect(instant + .zero == instant)
    }

    @Test(arguments: [Int64(0), 1, -1, .max, .min])
    func `never is further away than any instant can be`(nanoseconds: Int64) {
        let instant = TaskInstant(nanoseconds: nanoseconds)
        #expect(instant + .seconds(Int64.max) == TaskInstant(nanoseconds: .max))
        #expect(instant + .seconds(Int64.min) == TaskInstant(nanoseconds: .min))
    }

    @Test func `from one end of time it is exact as far as to the other`() {
        let (first, last) = (TaskInstant(nanoseconds: .min), TaskInstant(nanoseconds: .max))
        #expect(first + (last - first) == last)
        #expect(last + (first - last) == first)
        #expect(first + (last - first - .nanoseconds(1)) == TaskInstant(nanoseconds: .max - 1))
    }

    @Test func `the distance of any two instants can be told`() {
        let (first, last) = (TaskInstant(nanoseconds: .min), TaskInstant(nanoseconds: .max))
        #expect(last - first == .nanoseconds(Int64.max) - .nanoseconds(Int64.min))
        #expect(first - last == .zero - (last - first))
        #expect(TaskInstant(nanoseconds: 7) - TaskInstant(nanoseconds: 3) == .nanoseconds(4))
    }

    @Test func `instants are ordered by time`() {
        let instants = [3, 1, 2].map { TaskInstant(nanoseconds: $0) }
        #expect(instants.sorted().map(\.nanoseconds) == [1, 2, 3])
    }

    static let durations: [(Duration, Int64)] = [
        (.zero, 0),
        (.nanoseconds(1), 1),
        (.nanoseconds(-1), -1),
        (.milliseconds(-1_500), -1_500_000_000),
        (Duration(secondsComponent: 0, attosecondsComponent: 999_999_999), 0),
        (.seconds(9_223_372_036), 9_223_372_036_000_000_000),
        (.nanoseconds(Int64.max), .max),
        (.nanoseconds(Int64.min), .min),
        (.nanoseconds(Int64.max) + .nanoseconds(1), .max),
        (.nanoseconds(Int64.min) - .nanoseconds(1), .min),
        (.seconds(Int64.max), .max),
        (.seconds(Int64.min), .min),
    ]

    @Test(arguments: Self.durations)
    func `a duration in nanoseconds is exact where it fits, and clamped where not`(duration: Duration, nanoseconds: Int64) {
        #expect(duration.clampedNanoseconds == nanoseconds)
    }

    @Test(arguments: [(Duration.milliseconds(1_500), 1.5), (.zero, 0), (.milliseconds(-250), -0.25)])
    func `a duration in seconds keeps its fraction`(duration: Duration, seconds: Double) {
        #expect(duration.inSeconds == seconds)
    }

    @Test func `an anchor turns instants into times of day, before and after it`() {
        let anchor = TimeAnchor(instant: TaskInstant(nanoseconds: 100), nanosecondsSince1970: 1_000_000)
        #expect(anchor.nanosecondsSince1970(at: TaskInstant(nanoseconds: 100)) == 1_000_000)
        #expect(anchor.nanosecondsSince1970(at: TaskInstant(nanoseconds: 150)) == 1_000_050)
        #expect(anchor.nanosecondsSince1970(at: TaskInstant(nanoseconds: 50)) == 999_950)
    }
}
