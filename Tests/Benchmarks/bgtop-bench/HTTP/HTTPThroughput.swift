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
    ]

    private static func samples(_ count: Int, isWatched: Bool) async throws -> Samples {
        let tasks = BackgroundTasks(logger: .silent)
        let router = Router()
        router.get("without") { _, _ in "ok" }
        router.get("with") { _, _ in
            try await tasks.add("after-response") {}
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
            guard let port = await listening.first(where: { _ in true }) else { throw Unsound("the server does not listen") }
            let clients = HTTPClients(port: port, requests: Self.requests)
            let watcher = isWatched ? Watcher(tasks) : nil
            let samples = try await Samples.pairs(count) {
                try await clients.requestsPerSecond("/with")
            } baseline: {
                try await clients.requestsPerSecond("/without")
            }
            while tasks.totals.ended < Self.requests * count { await Task.yield() }
            try watcher?.end(expecting: Self.requests * count)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return samples
        }
    }
}
