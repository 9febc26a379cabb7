import BenchmarkHarness
import Foundation
import Testing

struct RowTests {
    private static func benchmark(
        _ kind: Benchmark.Kind = .ratio,
        budget: Budget? = .atMost(1.5),
        measure: @escaping @Sendable (Int) async throws -> Samples = { _ in Samples(values: [30], baselines: [20]) }
    ) -> Benchmark {
        Benchmark("some.row", "what it is", unit: "ns", kind: kind, budget: budget, measure: measure)
    }

    @Test(arguments: [
        (Budget.atMost(1.5), Row.Verdict.within),
        (.atMost(1.49), .missed),
        (.atLeast(1.5), .within),
        (.atLeast(1.51), .missed),
    ])
    func `a ratio is judged by its ratio, and just within is within`(budget: Budget, verdict: Row.Verdict) async {
        let row = await Self.benchmark(budget: budget).run(count: 1)
        #expect(row.verdict == verdict)
        #expect(row.isFailure == (verdict == .missed))
    }

    @Test func `an absolute figure is judged by its value and has no ratio`() async {
        let within = await Self.benchmark(.absolute, budget: .atMost(30)).run(count: 1)
        #expect(within.verdict == .within)
        #expect(within.ratio == nil)
        #expect(within.baseline == 20)
        #expect(await Self.benchmark(.absolute, budget: .atMost(29)).run(count: 1).verdict == .missed)
    }

    @Test func `a row without a budget informs, and fails nothing`() async {
        let row = await Self.benchmark(budget: nil).run(count: 1)
        #expect(row.verdict == .informative)
        #expect(!row.isFailure)
    }

    @Test func `a figure that is no number is within no budget`() async {
        let row = await Self.benchmark { _ in Samples(values: [.nan], baselines: [1]) }.run(count: 1)
        #expect(row.verdict == .missed)
        let empty = await Self.benchmark { _ in Samples(values: []) }.run(count: 1)
        #expect(empty.verdict == .missed)
    }

    @Test func `what cannot be measured here is skipped, and what means nothing fails`() async {
        let skipped = await Self.benchmark { _ in throw Unavailable("no Python") }.run(count: 1)
        #expect(skipped.verdict == .skipped)
        #expect(skipped.note == "no Python")
        #expect(!skipped.isFailure)
        let failed = await Self.benchmark { _ in throw Unsound("it lost 3 events") }.run(count: 1)
        #expect(failed.verdict == .failed)
        #expect(failed.isFailure)
        let other = await Self.benchmark { _ in throw CancellationError() }.run(count: 1)
        #expect(other.isFailure)
    }

    @Test func `the count reaches what measures`() async {
        let row = await Self.benchmark(.absolute, budget: nil) { Samples(values: [Double($0)]) }.run(count: 9)
        #expect(row.value == 9)
    }

    @Test func `a row is one line of JSON with every key, null where there is nothing`() async {
        let row = await Self.benchmark().run(count: 1)
        #expect(
            row.json == """
                {"baseline":20,"bound":"at most","budget":1.5,"kind":"ratio","name":"some.row","note":null,"ratio":1.5,"unit":"ns",\
                "value":30,"verdict":"within"}
                """
        )
        let skipped = await Self.benchmark(budget: nil) { _ in throw Unavailable("no Python") }.run(count: 1)
        #expect(
            skipped.json == """
                {"baseline":null,"bound":null,"budget":null,"kind":"ratio","name":"some.row","note":"no Python","ratio":null,\
                "unit":"ns","value":null,"verdict":"skipped"}
                """
        )
    }

    @Test func `a row that is no number is JSON all the same`() async throws {
        let row = await Self.benchmark { _ in Samples(values: [.infinity], baselines: [.infinity]) }.run(count: 1)
        #expect(try JSONSerialization.jsonObject(with: Data(row.json.utf8)) is [String: Any])
    }

    @Test func `a row as text says what is judged, the figures and the verdict`() async {
        let row = await Self.benchmark { _ in Samples(values: [1234.5678], baselines: [1000]) }.run(count: 1)
        let words = row.text.split(separator: " ").joined(separator: " ")
        #expect(words == "some.row ratio 1235 ns 1000 ns 1.23 at most 1.5 within")
        let failed = await Self.benchmark { _ in throw Unsound("it lost 3 events") }.run(count: 1)
        #expect(failed.text.hasSuffix("failed: it lost 3 events"))
    }
}
