import Foundation
import TestSupport
import Testing

/// What CI believes of a checklist.
@Suite(.serialized, .onThreadOfItsOwn) struct `The check of a checklist` {
    private static let results = """
        <testsuites>
          <testsuite name="TestResults">
            <testcase classname="ShopTests.CartTests" name="`what is in it, &quot;is&quot; &lt;in&gt; it`(size:)" time="0.1" />
            <testcase classname="ShopTests.`The till`" name="opens()" time="0.1" />
            <testcase classname="ShopTests.CartTests" name="`breaks`()" time="0.1">
              <failure message="it broke" />
            </testcase>
            <testcase classname="ShopTests.CartTests" name="`is left out`()" time="0.1">
              <skipped>no shop here</skipped>
            </testcase>
          </testsuite>
        </testsuites>
        """

    /// A table of 50 rows that all say the same but for those given.
    private static func table(_ rows: [Int: String] = [:]) -> String {
        (1...50).map { "| \($0) | It holds. | \(rows[$0] ?? "`ShopTests.The till/opens` | held") |" }.joined(separator: "\n")
    }

    /// - Returns: What the script says, and whether it is content.
    private func check(_ table: String) throws -> (said: String, isContent: Bool) {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("checklist-\(UUID().uuidString)")
        let directory = place.appendingPathComponent("ShopTests")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let texts = [("table", table), ("benchmarks", "till.open  How long it takes."), ("results", Self.results)]
        for (name, text) in texts {
            try (text + "\n").write(to: directory.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        let (script, output) = (Process(), Pipe())
        script.executableURL = Checklist.root.appendingPathComponent(".ci/checklist")
        script.arguments = texts.map { directory.appendingPathComponent($0.0).path }
        script.currentDirectoryURL = Checklist.root
        script.standardOutput = output
        try script.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        script.waitUntilExit()
        return (said, script.terminationStatus == 0)
    }

    @Test func `is content with tests that passed, benchmarks and files that there are, and with what is said not to hold yet`()
        throws
    {
        let evidence = [
            1: "`CartTests/what is in it, \"is\" <in> it`<br>`The till/opens` | held",
            2: "`bgtop-bench till.open` | held", 3: "`.ci/run: set -euo pipefail` | held", 4: " | not yet: there is no shop",
        ]
        let (said, isContent) = try self.check(Self.table(evidence))
        #expect(isContent, "\(said)")
        #expect(said.contains("not held yet: 4\n"))
    }

    @Test(arguments: [
        ("`ShopTests.CartTests/is nowhere` | held", #"no test "ShopTests.CartTests/is nowhere" ran"#),
        ("`Tills/opens` | held", #"no test "Tills/opens" ran"#),
        ("`MallTests.The till/opens` | held", #"no test "MallTests.The till/opens" ran"#),
        ("`CartTests/breaks` | held", #"no test "CartTests/breaks" passed"#),
        ("`ShopTests.CartTests/is left out` | held", #"no test "ShopTests.CartTests/is left out" passed"#),
        ("`ShopTests.The till/opens`<br>`ShopTests.The till/shuts` | held", #"no test "ShopTests.The till/shuts" ran"#),
        ("`bgtop-bench till.shut` | held", #"no benchmark is called "till.shut""#),
        ("`.ci/walk: set -euo pipefail` | held", #""set -euo pipefail" is not in .ci/walk"#),
        ("`.ci/run: make coffee` | held", #""make coffee" is not in .ci/run"#),
        ("nothing | held", "nothing shows it"),
        ("`ShopTests.The till/opens` | fine", #"the result is neither "held" nor "not yet""#),
    ])
    func `finds the row that does not hold`(row: String, complaint: String) throws {
        let (said, isContent) = try self.check(Self.table([17: row]))
        #expect(!isContent)
        #expect(said.contains("row 17: \(complaint)"), "\(said)")
    }

    @Test func `finds that a row is missing`() throws {
        let (said, isContent) = try self.check(Self.table().split(separator: "\n").dropLast().joined(separator: "\n"))
        #expect(!isContent && said.contains("49 rows, not 50"))
    }
}
