import BackgroundWork
import BackgroundWorkEvents
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Testing

struct `The README` {
    @Test func `shows a server that compiles`() throws {
        try self.expect("ReadmeServer.swift", toContainTheListingWith: "runService(")
    }

    @Test func `shows the place in front of the server, where tasks are drained when it has stopped`() async throws {
        let tasks = BackgroundTasks(configuration: .init(shutdownGracePeriod: .seconds(3_600)))
        let (listening, isListening) = AsyncStream.makeStream(of: Void.self)
        let server = Application(
            router: Router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            services: [tasks],
            onServerRunning: { _ in isListening.yield() }
        )
        // What a signal does to runService, without one.
        let services = ServiceGroup(services: [server], logger: server.logger)
        async let run: Void = services.run()
        _ = await listening.first { true }
        let gate = Gate()
        let task = try await tasks.add("send-email") { try await gate.wait() }
        await services.triggerGracefulShutdown()
        for await _ in tasks.events() where tasks.snapshot().drain.phase != .accepting { break }
        gate.open()
        try await run
        // Throws unless it came to its own end.
        try await task.value
    }

    @Test func `shows parts that compile`() throws {
        try self.expect("ReadmeParts.swift", toContainTheListingWith: "addTrackedTask")
    }

    // What the examples show is compiled, and tried, in a package of their own.

    @Test func `shows a middleware that compiles`() throws {
        try self.expect(
            "HummingbirdExample/Server.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "BackgroundTasksMiddleware("
        )
    }

    @Test func `shows a handler that compiles`() throws {
        try self.expect(
            "FlyingFoxExample/BackgroundTasksHandler.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "ServedRequest("
        )
    }

    @Test func `of the examples shows a server that compiles`() throws {
        try self.expect(
            "shop/Shop.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "struct Shop",
            of: "Examples/README.md"
        )
    }

    @Test func `of the examples shows services that compile`() throws {
        try self.expect(
            "FlyingFoxExample/Services.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "FlyingFoxService(",
            of: "Examples/README.md"
        )
    }

    @Test func `of the middleware shows a route that compiles`() throws {
        try self.expect(
            "HummingbirdExample/Server.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "BackgroundTasksMiddleware(",
            of: "Sources/BackgroundWorkHummingbird/BackgroundTasksMiddleware.swift"
        )
    }

    /// - Parameter page: In Markdown, or Swift with the listing in a comment.
    private func expect(
        _ file: String,
        in folder: String = "Tests/DemoTests/Readme",
        toContainTheListingWith text: String,
        of page: String = "README.md"
    ) throws {
        let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = own.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let directory = root.appendingPathComponent(folder)
        let readme = try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
        let compiled = try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8)
        let listings = readme.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        let shown = self.statements(of: try #require(listings.first { $0.contains(text) }))
        let statements = self.statements(of: compiled)
        #expect(statements.indices.contains { statements[$0...].starts(with: shown) }, "\(file) is not what \(page) shows")
    }

    /// Lines without their indentation and what makes them a comment, and without what stands elsewhere in a file: imports.
    private func statements(of code: String) -> [String] {
        code.split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces).trimmingPrefix("///").trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
    }
}
