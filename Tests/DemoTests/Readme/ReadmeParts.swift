import BackgroundWork

/// The README's example of named parts, as it stands there.
enum ReadmeParts {
    static func submit(to tasks: BackgroundTasks, database: Database) async throws {
        try await tasks.add("export-report") {
            let rows = try await tracked("query") { try await database.rows() }
            try await withThrowingDiscardingTaskGroup { group in
                for page in rows.pages { group.addTrackedTask("render") { try await render(page) } }
            }
        }
    }

    struct Database {
        func rows() async throws -> Rows { Rows(pages: []) }
    }

    struct Rows {
        let pages: [Int]
    }

    static func render(_ page: Int) async throws {}
}
