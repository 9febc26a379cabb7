import Testing

/// Whoever copies an example out of the documentation has a file that compiles, without a warning.
@Suite(.serialized) struct ArticleTests {
    #if os(Linux)
    @Test(arguments: try ArticleExample.all()) func `an example compiles as it stands`(example: ArticleExample) async throws {
        let complaints = try await TypeCheck.complaints(about: example.code)
        #expect(complaints.isEmpty, "\(complaints)")
    }

    @Test func `what does not compile is found`() async throws {
        let example = try #require(try ArticleExample.all().first { $0.code.contains(#"tasks.add("send-welcome")"#) })
        let misspelled = example.code.replacing("tasks.add(", with: "tasks.append(")
        #expect(try await TypeCheck.complaints(about: misspelled).contains("append"))
    }
    #endif

    @Test func `there are examples`() throws {
        #expect(try ArticleExample.all().count > 20)
    }
}
