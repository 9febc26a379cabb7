import Foundation

/// CHECKLIST.md, as far as a test has to understand it.
struct Checklist {
    struct Row {
        let number: Int
        let point: String
        /// Tests, benchmarks and files, as they are named.
        let evidence: [String]
        let result: String
    }

    let rows: [Row]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        .standardizedFileURL

    /// The one of this package.
    static func own() throws -> Checklist {
        let file = self.root.appendingPathComponent("Tests/BGTopDashboardTests/CHECKLIST.md")
        return Checklist(try String(contentsOf: file, encoding: .utf8))
    }

    init(_ text: String) {
        self.rows = text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 4, let number = Int(cells[0]) else { return nil }
            let parts = cells[2].split(separator: "`", omittingEmptySubsequences: false)
            let evidence = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            return Row(number: number, point: cells[1], evidence: evidence, result: cells[3])
        }
    }
}
