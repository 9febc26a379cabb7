import Foundation
import Testing

/// The table of what holds and what shows it. That what it names exists and has run is checked where all has run: `.ci/checklist`.
@Suite struct ChecklistTests {
    /// What does not hold yet: nothing. A row that is added here has lost what showed it.
    private static let waiting: Set<Int> = []

    @Test func `there are fifty rows, and each names what shows it, or why it does not hold yet`() throws {
        let rows = try Checklist.own().rows
        #expect(rows.map(\.number) == Array(1...50))
        for row in rows {
            #expect(!row.point.isEmpty)
            if row.result == "held" {
                #expect(!row.evidence.isEmpty, "\(row.number)")
            } else {
                #expect(row.result.wholeMatch(of: /not yet: .+/) != nil, "\(row.number): \(row.result)")
            }
        }
        #expect(Set(rows.filter { $0.result != "held" }.map(\.number)) == Self.waiting)
    }

    @Test func `a test of this target is named as it stands in the sources`() throws {
        let tests = try Checklist.own().rows.flatMap(\.evidence).compactMap { name in
            name.contains(": ") ? nil : name.wholeMatch(of: /([^.\/]+)\/(.+)/)
        }
        #expect(tests.count > 50)
        let sources = try Self.sources()
        // Whatever stands between two of them, names among it: one walk through the sources, instead of one for each name.
        let quoted = Set(sources.components(separatedBy: "`"))
        let suites = Set(sources.components(separatedBy: "struct ").map { String($0.prefix { $0 != " " }) })
        let missing = tests.filter { test in
            let isSuite = suites.contains(String(test.1)) || quoted.contains(String(test.1))
            return !isSuite || !quoted.contains(String(test.2))
        }
        #expect(missing.map { String($0.0) } == [])
    }

    private static func sources() throws -> String {
        let tests = Checklist.root.appendingPathComponent("Tests/BGTopDashboardTests")
        let files = try FileManager.default.subpathsOfDirectory(atPath: tests.path).filter { $0.hasSuffix(".swift") }
        return try files.map { try String(contentsOf: tests.appendingPathComponent($0), encoding: .utf8) }.joined()
    }
}
