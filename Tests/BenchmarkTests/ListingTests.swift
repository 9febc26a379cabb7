import ArgumentParser
import BenchmarkHarness
import Foundation
import Testing

@testable import bgtop_bench

struct ListingTests {
    private static let all = Benchmark.all(python: "python3")

    @Test func `the listing names every benchmark once, each in a line with what it is`() {
        let lines = BGTopBench.listing(of: Self.all)
        #expect(lines.count == Self.all.count)
        for (line, benchmark) in zip(lines, Self.all) {
            #expect(line.hasPrefix(benchmark.name + " "))
            #expect(line.hasSuffix(benchmark.summary))
            #expect(!line.contains("\n"))
        }
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    }

    /// The rows of the README's table: a name in code, how it is judged, and its budget.
    @Test func `the README explains every benchmark, and none that there is not`() throws {
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Benchmarks/README.md")
        let rows = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let explained = rows.map { row in
            row.split(separator: "|").prefix(3).map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        }
        let expected = Self.all.map { benchmark in
            let budget = benchmark.budget.map { "\($0.bound.rawValue) \($0.limit.formatted(.number.grouping(.never)))" }
            return "`\(benchmark.name)` \(benchmark.kind.rawValue) \(budget ?? "none")"
        }
        #expect(explained == expected)
    }

    @Test(arguments: [
        ("^fold", ["fold.64", "fold.100000"]),
        ("^yield$", ["yield"]),
        ("no such thing", []),
    ])
    func `a filter is a regular expression that occurs in the name`(filter: String, names: [String]) throws {
        let command = try BGTopBench.parse(["--filter", filter])
        #expect(try command.selected.map(\.name) == names)
    }

    @Test func `nine pairs unless somebody wants more`() throws {
        #expect(try BGTopBench.parse([]).pairs == 9)
        #expect(throws: (any Error).self) { try BGTopBench.parse(["--pairs", "0"]) }
    }
}
