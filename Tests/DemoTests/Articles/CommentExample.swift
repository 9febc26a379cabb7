import Foundation
import Testing

/// What a comment in the sources shows as Swift: a few lines, which take for granted what whoever copies them has.
struct CommentExample: CustomTestStringConvertible, Sendable {
    /// The name of the file with the comment.
    let file: String
    /// Which of the file's it is, from 1.
    let number: Int
    let code: String

    var testDescription: String { "\(self.file), example \(self.number)" }

    /// The lines within what they take for granted; nil where nobody has said what that is.
    var whole: String? {
        Self.surroundings[self.file].map { $0.replacing("// Here.", with: self.code) }
    }

    /// Of all products.
    static func all() throws -> [Self] {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
        var files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
        #if !Hummingbird
        // Built only by who asks for it; what it shows is compiled by the examples.
        files.removeAll { $0.hasPrefix("BackgroundWorkHummingbird/") }
        #endif
        return try files.sorted().flatMap { file in
            let path = sources.appendingPathComponent(file)
            return Self.examples(in: try String(contentsOf: path, encoding: .utf8)).enumerated().map { offset, code in
                Self(file: path.lastPathComponent, number: offset + 1, code: code)
            }
        }
    }

    private static func examples(in text: String) -> [String] {
        var examples: [String] = []
        var lines: [String]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let comment = line.drop { $0 == " " }
            if comment == "/// ```swift" {
                lines = []
            } else if comment == "/// ```", let example = lines {
                examples.append(example.joined(separator: "\n"))
                lines = nil
            } else {
                lines?.append(String(comment.dropFirst(4)))
            }
        }
        return examples
    }

    /// By file; the lines take the place of `// Here.`.
    private static let surroundings = [
        "BackgroundTasks.swift": """
        import BackgroundWork
        struct Mailer { func send(_ order: Int) async throws {} }
        func order(_ order: Int, mailer: Mailer) async throws {
        // Here.
        }
        """,
        "BackgroundTasks+Serving.swift": """
        import BackgroundWork
        struct Request { let method, route, id: String }
        struct Response { init(status: Int, headers: [String: String]) {} }
        struct Handler { func respond(to request: Request) async throws -> Response { Response(status: 204, headers: [:]) } }
        struct Middleware {
        let tasks: BackgroundTasks
        // Here.
        }
        """,
        "BackgroundTasksMetrics.swift": """
        import BackgroundWork
        import Logging
        import ServiceLifecycle
        func serve(tasks: BackgroundTasks, server: some Service, logger: Logger) async throws {
        // Here.
        try await group.run()
        }
        """,
        "BackgroundWorkAgent.swift": """
        import BackgroundWork
        import BackgroundWorkAgent
        import Logging
        import ServiceLifecycle
        func serve(tasks: BackgroundTasks, server: some Service, logger: Logger) async throws {
        // Here.
        try await group.run()
        }
        """,
        "BackgroundTasksMiddleware.swift": """
        import BackgroundWork
        import BackgroundWorkHummingbird
        import Hummingbird
        func sendWelcome() async throws {}
        func application(tasks: BackgroundTasks) -> some ApplicationProtocol {
        // Here.
        return Application(router: router)
        }
        """,
        "withBackgroundTasks.swift": """
        import BackgroundWork
        import BackgroundWorkTestKit
        import Testing
        @Test func example() async throws {
        // Here.
        }
        """,
    ]
}
