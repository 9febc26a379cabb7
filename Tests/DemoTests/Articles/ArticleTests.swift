import Testing

/// Whoever copies an example out of the documentation has a file that compiles, without a warning.
@Suite(.serialized) struct ArticleTests {
    #if os(Linux)
    @Test(arguments: try ArticleExample.all()) func `an example compiles as it stands`(example: ArticleExample) async throws {
        let complaints = try await TypeCheck.complaints(about: example.code)
        #expect(complaints.isEmpty, "\(complaints)")
    }

    @Test(arguments: try CommentExample.all())
    func `an example in a comment compiles within what it takes for granted`(example: CommentExample) async throws {
        let whole = try #require(example.whole, "What stands around it is missing.")
        let complaints = try await TypeCheck.complaints(about: whole)
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
        #expect(try CommentExample.all().count > 5)
    }
}
