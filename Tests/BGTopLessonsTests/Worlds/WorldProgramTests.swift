import BGTopLessons
import BGTopTeaching
import Foundation
import Testing

/// What the two worlds have in common, and in what they differ.
struct WorldProgramTests {
    @Test(arguments: [WorldCode.structured, .unstructured])
    func `the code that is shown is the code that runs`(code: WorldCode) throws {
        let lines = try Self.source().map { String($0.dropFirst(8)) }
        let first = try #require(lines.indices.first { lines[$0...].starts(with: code.lines) }, "\(code.name)")
        // The whole body of a function, and nothing else.
        let source = try Self.source()
        #expect(source[first - 1].hasPrefix("    private static func run"))
        #expect(source[first + code.lines.count] == "    }")
    }

    @Test func `one line makes the difference, and whose lifetime the tasks are bound to`() {
        let (left, right) = (WorldCode.structured, WorldCode.unstructured)
        #expect(left.statement == "try await tasks.add(job.name) { await job.work() }")
        #expect(right.statement == "Task { await job.work() }")
        #expect(left.call == "tasks.add(job.name) { … }")
        #expect(right.call == "Task { … }")
        let common = { (code: WorldCode) in
            code.lines.enumerated().filter { $0.offset != code.difference }.map(\.element)
                .filter { $0 != "let tasks = BackgroundTasks()" }
                .map { $0.replacingOccurrences(of: ", tasks]", with: "]") }
        }
        #expect(common(left) == common(right))
    }

    @Test func `the same seed is the same work, and another one is other work`() {
        let work = { (seed: UInt64) in
            (1...100).flatMap { Orders(seed: seed, ledger: LedgerWriter(-1)).jobs(of: $0) }.map { ($0.id, $0.duration) }
        }
        let (first, again, other) = (work(1), work(1), work(2))
        #expect(first.map(\.0) == again.map(\.0))
        #expect(first.map(\.1) == again.map(\.1))
        #expect(first.map(\.1) != other.map(\.1))
        #expect(Set(first.map(\.0)).count == 300, "No two jobs are called the same.")
        #expect(first.allSatisfy { (.milliseconds(200)...(.seconds(3))).contains($0.1) })
        #expect((50...100).contains(first.count { $0.1 >= .seconds(2) }), "Some are slow.")
    }

    private static func source() throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/BGTopLessons/Worlds/WorldProgram.swift")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
    }
}
