import BenchmarkHarness
import Testing

struct SamplesTests {
    @Test func `the median is the one in the middle, whatever the order`() {
        #expect(Samples(values: [9, 1, 5]).value == 5)
        #expect(Samples(values: [1, 9, 5, 7]).value == 6)
        #expect(Samples(values: [3]).value == 3)
        #expect(Samples(values: []).value == nil)
    }

    @Test func `the ratio is the median of the pairs' ratios, not the ratio of the medians`() {
        let samples = Samples(values: [10, 20, 90], baselines: [10, 40, 30])
        #expect(samples.value == 20)
        #expect(samples.baseline == 30)
        #expect(samples.ratio == 1)
        #expect(Samples(values: [1]).ratio == nil)
    }

    @Test func `pairs are measured in turns, and each goes first as often as the other`() async throws {
        var order = ""
        let samples = try await Samples.pairs(4) {
            order += "m"
            return 2
        } baseline: {
            order += "b"
            return 1
        }
        #expect(order == "mbbmmbbm")
        #expect(samples == Samples(values: [2, 2, 2, 2], baselines: [1, 1, 1, 1]))
    }

    @Test func `runs are as many as were asked for, and compared with nothing`() async throws {
        var next = 0.0
        let samples = try await Samples.runs(3) {
            next += 1
            return next
        }
        #expect(samples == Samples(values: [1, 2, 3]))
        #expect(samples.baseline == nil)
    }
}
