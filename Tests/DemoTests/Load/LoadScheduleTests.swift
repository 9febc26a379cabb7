import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `The schedule of the load` {
    @Test func `the same seed asks for the same things at the same times`() {
        let first = Array(LoadSchedule(rate: 120, seed: 7).prefix(5_000))
        let second = Array(LoadSchedule(rate: 120, seed: 7).prefix(5_000))
        let other = Array(LoadSchedule(rate: 120, seed: 8).prefix(5_000))
        #expect(first == second)
        #expect(first != other)
    }

    @Test func `time only goes forward`() {
        let arrivals = LoadSchedule(rate: 500, seed: 3).prefix(5_000).map(\.at)
        #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every 20 seconds there is one burst, and else arrivals keep to the rate`(seed: UInt64) {
        let rate = 100.0
        let intervals = 30
        let end = Duration.seconds(LoadSchedule.burstInterval) * intervals
        // How many arrivals each fifth of a second has.
        var slots = Array(repeating: 0, count: intervals * 100)
        for arrival in LoadSchedule(rate: rate, seed: seed) {
            guard arrival.at < end else { break }
            slots[Int(arrival.at.inSeconds * 5)] += 1
        }
        let busy = slots.indices.filter { slots[$0] > 45 }
        let burstsSeen = Set(busy.map { $0 / 100 }).count
        #expect(burstsSeen == intervals, "seed \(seed)")
        let quiet = slots.indices.filter { slot in !busy.contains { abs($0 - slot) <= 5 } }
        let usual = Double(quiet.reduce(0) { $0 + slots[$1] }) / Double(quiet.count) * 5
        #expect(abs(usual - rate) < rate * 0.05, "seed \(seed)")
    }

    @Test(arguments: [1, 2, 3] as [UInt64], [7, 13, 20, 95])
    func `as many come as are expected`(seed: UInt64, seconds: Int) {
        let schedule = LoadSchedule(rate: 500, seed: seed)
        let expected = schedule.expected(by: .seconds(seconds))
        let came = Double(schedule.prefix { $0.at < .seconds(seconds) }.count)
        #expect(abs(came - expected) < 5 * expected.squareRoot(), "seed \(seed)")
    }

    @Test func `every kind of request has its share`() {
        let total = 50_000
        var counts: [LoadRequest: Int] = [:]
        for arrival in LoadSchedule(rate: 100, seed: 5).prefix(total) { counts[arrival.request, default: 0] += 1 }
        #expect(LoadRequest.allCases.reduce(0) { $0 + $1.share } == 1_000)
        for request in LoadRequest.allCases {
            let expected = Double(total * request.share) / 1_000
            #expect(abs(Double(counts[request, default: 0]) - expected) < expected * 0.15, "\(request)")
        }
    }
}
