import BGTopStore
import BackgroundWorkEvents

@testable import BGTopDashboard

/// The situations in which the dashboard has to look right.
enum Scene: String, CaseIterable {
    case empty, healthy, wrong, draining, stuck, cancelling, stopped

    static let viewer = Viewer(place: .inProcess, user: "ann", utcOffset: .zero)

    /// The model of somebody who has watched since the server began.
    func model(size: Size, viewer: Viewer = Self.viewer) -> Model {
        let (store, now) = Self.all[self].map { ($0.store, $0.server.instant) } ?? (TaskStore(), TaskInstant(nanoseconds: 0))
        var model = Model(viewer: viewer, size: size, store: store)
        // What a store tells of a shutdown opens its view with the next event, whatever that is.
        _ = model.update(.events([]))
        _ = model.update(.ownUsage(0.009))
        _ = model.update(.tick(now))
        return model
    }

    /// The server as the situation leaves it, from which it can go on.
    var server: SimulatedServer { Self.all[self]?.server ?? SimulatedServer() }

    private static let all: [Scene: (store: TaskStore, server: SimulatedServer)] = Dictionary(
        uniqueKeysWithValues: Scene.allCases.map { scene in
            var server = scene.makeServer()
            var store = TaskStore()
            for event in server.takeEvents() { store.fold(event) }
            return (scene, (store, server))
        }
    )

    private func makeServer() -> SimulatedServer {
        switch self {
        case .empty:
            var server = SimulatedServer()
            server.run(milliseconds: 5_000, load: false)
            return server
        case .healthy:
            var server = SimulatedServer()
            server.run(milliseconds: 72_000)
            server.observe()
            return server
        case .wrong:
            return Self.troubled()
        case .draining:
            var server = Self.troubled()
            server.enter(.draining, deadlineIn: 8_000, by: Requester("D at this terminal", user: "ann"))
            server.run(milliseconds: 1_400)
            server.observe(lag: .milliseconds(31))
            return server
        case .stuck:
            var server = Self.troubled()
            server.enter(.draining, deadlineIn: 8_000, by: Requester("D at this terminal", user: "ann"))
            server.run(milliseconds: 1_400)
            for holder in server.longestRunning(4) { server.block(holder) }
            server.run(milliseconds: 1_000)
            server.observe(lag: .milliseconds(900))
            return server
        case .stopped:
            var server = SimulatedServer()
            server.run(milliseconds: 72_000)
            let requester = Requester("SIGTERM")
            server.enter(.draining, deadlineIn: 20_000, by: requester)
            server.run(milliseconds: 12_000)
            // Somebody was impatient when there was nothing left to be impatient about.
            server.enter(.cancelling, deadlineIn: 5_000, by: requester)
            server.enter(.stopped, deadlineIn: nil, by: requester)
            return server
        case .cancelling:
            var server = Self.troubled()
            let requester = Requester("D at this terminal", user: "ann")
            server.enter(.draining, deadlineIn: 6_000, by: requester)
            server.run(milliseconds: 6_000)
            server.enter(.cancelling, deadlineIn: 5_000, by: requester)
            server.run(milliseconds: 12)
            server.endWhatWasAsked()
            server.run(milliseconds: 1_088)
            server.warnAboutWhatIsLeft()
            server.observe(lag: .milliseconds(31))
            return server
        }
    }

    /// One task holds a thread and never ends, the queue fills now and then, a few things fail.
    private static func troubled() -> SimulatedServer {
        var server = SimulatedServer(works: SimulatedServer.shop + SimulatedServer.chores, maximumRunning: 40, firstID: 9_000)
        server.run(milliseconds: 31_000)
        let stuck = server.addStuckTask("sync-ledger", from: "POST /orders")
        server.run(milliseconds: 20_000)
        server.emit(.log(LogLine(level: .error, label: "shop", message: "ledger 12 did not answer in 20 s", task: stuck)))
        server.emit(.log(LogLine(level: .info, label: "http", message: "GET /health 200")))
        server.run(milliseconds: 18_900)
        server.block(stuck)
        server.run(milliseconds: 2_100)
        server.emit(.log(LogLine(level: .warning, label: "stderr", message: "ledger: still trying")))
        server.observe(lag: .milliseconds(31))
        return server
    }
}
