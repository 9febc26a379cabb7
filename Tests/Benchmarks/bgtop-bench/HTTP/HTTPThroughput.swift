import BackgroundWork
import BackgroundWorkEvents
import BenchmarkHarness
import Hummingbird
import Logging
import ServiceLifecycle

/// What a background task per request costs a web server of requests a second.
enum HTTPThroughput {
    private static let requests = 20_000

    static let benchmarks = [
        Benchmark(
            "http",
            "requests a second of a Hummingbird route that adds a background task; against the same route without",
            unit: "requests/s",
            kind: .ratio,
            budget: .atLeast(0.95)
        ) { try await Self.samples($0, isWatched: false) },
        Benchmark(
            "http.watched",
            "the same with a live subscriber",
            unit: "requests/s",
            kind: .ratio
        ) { try await Self.samples($0, isWatched: true) },
        Benchmark(
            "http.plain-task",
            "the same for a route that starts a plain Task {} instead: what Swift itself takes for it",
            unit: "requests/s",
            kind: .ratio
        ) { try await Self.samples($0, path: "/plain", isWatched: false) },
        Benchmark(
            "http.plain-group",
            "the same for a route that hands an element to a stream, whose reader adds a child to a discarding group: the least that "
                + "binds a task to the application's lifetime",
            unit: "requests/s",
            kind: .ratio
        ) { try await Self.samples($0, path: "/group", isWatched: false) },
    ]

    private static let backgroundTask = "/with"

    /// - Parameter path: The route that does something besides answering.
    private static func samples(_ count: Int, path: String = Self.backgroundTask, isWatched: Bool) async throws -> Samples {
        let tasks = BackgroundTasks(logger: .silent)
        let router = Router()
        router.get("without") { _, _ in "ok" }
        router.get("with") { _, _ in
            try await tasks.add("after-response") {}
            return "ok"
        }
        router.get("plain") { _, _ in
            Task {}
            return "ok"
        }
        let (handed, toGroup) = AsyncStream.makeStream(of: Void.self)
        router.get("group") { _, _ in
            toGroup.yield()
            return "ok"
        }
        let (listening, isListening) = AsyncStream.makeStream(of: Int.self)
        let server = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in isListening.yield(channel.localAddress?.port ?? 0) },
            logger: .silent
        )
        let services = ServiceGroup(configuration: .init(services: [tasks, server], logger: .silent))
        return try await withThrowingTaskGroup { group in
            group.addTask { try await services.run() }
            group.addTask {
                await withDiscardingTaskGroup { children in
                    for await _ in handed { children.addTask {} }
                }
            }
            guard let port = await listening.first(where: { _ in true }) else { throw Unsound("the server does not listen") }
            let clients = HTTPClients(port: port, requests: Self.requests)
            let watcher = isWatched ? Watcher(tasks) : nil
            let samples = try await Samples.pairs(count) {
                try await clients.requestsPerSecond(path)
            } baseline: {
                try await clients.requestsPerSecond("/without")
            }
            let expected = path == Self.backgroundTask ? Self.requests * count : 0
            while tasks.totals.ended < expected { await Task.yield() }
            guard tasks.totals.ended == expected else { throw Unsound("\(tasks.totals.ended) of \(expected) tasks ended") }
            try watcher?.end(expecting: expected)
            toGroup.finish()
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return samples
        }
    }
}
