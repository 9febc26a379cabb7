import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// The demo's clients: real HTTP requests over loopback, at a rate.
///
/// As a service it stands between the server and the tasks, so that it goes on while the tasks drain and has all its answers
/// before the server stops.
struct Load: Service {
    /// Requests without an answer; beyond it an arrival is passed over, since every one of them holds two file descriptors here.
    static let maximumInFlight = 200
    /// While the server drains every so many-th arrival is still made, to see it refused.
    static let drainingShare = 20

    private let schedule: LoadSchedule
    private let listening: AsyncStream<Int>
    private let isAccepting: @Sendable () -> Bool
    private let ledger: LoadLedger
    private let logger: Logger

    /// - Parameters:
    ///   - listening: Gives the server's port as soon as it can be reached.
    ///   - isAccepting: Whether the server takes in work; while it does not, only a trickle of requests is made.
    init(
        rate: Double,
        seed: UInt64,
        listening: AsyncStream<Int>,
        ledger: LoadLedger,
        logger: Logger,
        isAccepting: @escaping @Sendable () -> Bool
    ) {
        self.schedule = LoadSchedule(rate: rate, seed: seed)
        self.listening = listening
        self.ledger = ledger
        self.logger = logger
        self.isAccepting = isAccepting
    }

    func run() async throws {
        guard let port = await self.listening.cancelOnGracefulShutdown().first(where: { _ in true }) else { return }
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.maximumInFlight
        // A request that cannot be made is a failure to be seen, not one to be hidden by trying again.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            try await withThrowingDiscardingTaskGroup { group in
                let beginning = ContinuousClock.now
                var passedOver = 0
                var isBehind = false
                for try await request in LoadArrivals(schedule: self.schedule).cancelOnGracefulShutdown() {
                    if !self.isAccepting() {
                        passedOver += 1
                        guard passedOver.isMultiple(of: Self.drainingShare) else { continue }
                    } else {
                        let wasBehind = isBehind
                        isBehind = self.fallsBehind(after: ContinuousClock.now - beginning) || wasBehind
                        if isBehind, !wasBehind { self.logger.warning("The load cannot keep up with its rate.") }
                    }
                    guard self.begin() else { continue }
                    group.addTask { await self.send(request, to: port, with: client) }
                }
            }
        } catch is CancellationError {
            // The group was given up; what it had sent has ended with it.
        }
        try await client.shutdown()
    }

    /// Takes down what the rate has asked for by now.
    private func fallsBehind(after time: Duration) -> Bool {
        self.ledger.update { tally in
            tally.asked = Int(self.schedule.expected(by: time))
            return tally.isBehind
        }
    }

    private func begin() -> Bool {
        self.ledger.update { tally in
            guard tally.inFlight < Self.maximumInFlight else { return false }
            tally.inFlight += 1
            return true
        }
    }

    private func send(_ kind: LoadRequest, to port: Int, with client: HTTPClient) async {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(kind.path)")
        request.method = HTTPMethod(rawValue: kind.method)
        let status = await self.status(of: request, with: client)
        self.ledger.update { tally in
            tally.inFlight -= 1
            switch status {
            case .accepted: tally.accepted += 1
            case .serviceUnavailable: tally.refused += 1
            default: tally.failed += 1
            }
        }
    }

    /// Nil if there was no answer.
    private func status(of request: HTTPClientRequest, with client: HTTPClient) async -> HTTPResponseStatus? {
        do {
            // Longer than any grace period that makes sense here: an order waits until there is room.
            let response = try await client.execute(request, timeout: .minutes(5))
            // Reading to the end gives the connection back to the pool.
            for try await _ in response.body {}
            return response.status
        } catch {
            return nil
        }
    }
}
