import BGTopStore
import BackgroundWorkEvents

@testable import BGTopDashboard

/// The situations in which the dashboard has to look right.
enum Scene: String, CaseIterable {
    case empty, healthy, wrong, draining, stuck, cancelling, stopped
    /// The connection to another process breaks, for now or for good; or breaks and leads to the next process.
    case reconnecting, ended, endedInDrain, endedWithReport, succeeded
    /// As it was when the last that was to be told had been.
    case stoppedWithReport

    static let viewer = Viewer(place: .inProcess, user: "ann", utcOffset: .zero)
    /// Somebody on the machine of the server, but not in its process.
    static let attached = Viewer(place: .attached, user: "ann", processID: 4_711, host: "build7")

    /// Somebody who watches what happened once.
    static let recorded = Viewer(place: .recorded, user: "ann", processID: 4_711, host: "build7")

    /// The model of somebody who has watched since the server began.
    ///
    /// - Parameter isSpoiled: Whether all that was told came from somebody who means harm.
    func model(size: Size, viewer: Viewer = Self.viewer, isSpoiled: Bool = false) -> Model {
        let stage = Self.all[self] ?? Stage(SimulatedServer())
        var model = Model(viewer: viewer, size: size, store: (isSpoiled ? Self.spoiled[self] : nil) ?? stage.store)
        var (latest, spoiler) = (stage.successor ?? stage.server, Spoiler())
        let events = latest.takeEvents()
        // What a store tells of a shutdown opens its view with the next event, whatever that is.
        _ = model.update(.events(isSpoiled ? events.map { spoiler.spoil($0) } : events))
        _ = model.update(.ownUsage(0.009))
        _ = model.update(.tick(latest.instant))
        return model
    }

    /// The server as the situation leaves it, from which it can go on.
    var server: SimulatedServer {
        var server = Self.all[self].map { $0.successor ?? $0.server } ?? SimulatedServer()
        _ = server.takeEvents()
        return server
    }

    private static let all = Dictionary(uniqueKeysWithValues: Scene.allCases.map { ($0, $0.stage()) })

    /// What somebody knows who was told the same by an application that means harm, and besides what no scene tells.
    private static let spoiled = Self.all.mapValues { stage in stage.then { $0.tellTheRest() }.spoiled }

    /// A server, and what somebody knows who has watched it so far.
    private struct Stage {
        var server: SimulatedServer
        var store = TaskStore()
        /// What somebody knows who was told the same by an application that means harm.
        private(set) var spoiled = TaskStore()
        private var spoiler = Spoiler()
        /// The one that has taken its place, with all that it has told; nil if none has.
        var successor: SimulatedServer?

        init(_ server: SimulatedServer) {
            self.server = server
        }

        /// The same server a while later.
        func then(_ change: (inout SimulatedServer) -> Void) -> Stage {
            var stage = self
            change(&stage.server)
            let events = stage.server.takeEvents()
            for event in events {
                stage.store.fold(event)
                stage.spoiled.fold(stage.spoiler.spoil(event))
            }
            return stage
        }
    }

    private func stage() -> Stage {
        switch self {
        case .empty:
            return Stage(SimulatedServer()).then { $0.run(milliseconds: 5_000, load: false) }
        case .healthy:
            return Self.busy.then { $0.observe() }
        case .wrong:
            return Self.troubled
        case .draining:
            return Self.troubled.then { server in
                server.enter(.draining, deadlineIn: 8_000, by: Requester("D at the server", user: "ann"))
                server.run(milliseconds: 1_400)
                server.observe(lag: .milliseconds(31))
            }
        case .stuck:
            return Self.troubled.then { server in
                server.enter(.draining, deadlineIn: 8_000, by: Requester("D at the server", user: "ann"))
                server.run(milliseconds: 1_400)
                for holder in server.longestRunning(4) { server.block(holder) }
                server.run(milliseconds: 1_000)
                server.observe(lag: .milliseconds(900))
            }
        case .stopped:
            return Self.busy.then { server in
                let requester = Requester("SIGTERM")
                server.enter(.draining, deadlineIn: 20_000, by: requester)
                server.run(milliseconds: 12_000)
                // Somebody was impatient when there was nothing left to be impatient about.
                server.enter(.cancelling, deadlineIn: 5_000, by: requester)
                server.enter(.stopped, deadlineIn: nil, by: requester)
            }
        case .reconnecting:
            return Self.troubled.then { server in
                let reason = "The connection was closed; the next attempt is in 2 s."
                server.emit(.interrupted(Interruption(reason: reason, isRetrying: true)))
            }
        case .ended:
            return Self.troubled.then { $0.emit(.interrupted(Self.end)) }
        case .endedInDrain:
            return Self.troubled.then { server in
                server.enter(.draining, deadlineIn: 8_000, by: Requester("D at the server", user: "ann"))
                server.run(milliseconds: 1_400)
                server.observe(lag: .milliseconds(31))
                server.emit(.interrupted(Self.end))
            }
        case .endedWithReport:
            return Scene.stoppedWithReport.stage().then { $0.emit(.interrupted(Self.end)) }
        case .stoppedWithReport:
            let stopped = Scene.stopped.stage()
            return stopped.then { $0.emit(.stopped(Self.report(of: stopped.store))) }
        case .succeeded:
            // The same program does the same again, so that its tasks have the same IDs and names; the machine has been started anew.
            var stage = Self.troubled.then { $0.emit(.interrupted(Self.end)) }
            let works = SimulatedServer.shop + SimulatedServer.chores
            var successor = SimulatedServer(works: works, maximumRunning: 40, firstID: 9_000, processID: 4_300)
            successor.run(milliseconds: 12_000)
            successor.observe()
            stage.successor = successor
            return stage
        case .cancelling:
            return Self.troubled.then { server in
                let requester = Requester("D at the server", user: "ann")
                server.enter(.draining, deadlineIn: 6_000, by: requester)
                server.run(milliseconds: 6_000)
                server.enter(.cancelling, deadlineIn: 5_000, by: requester)
                server.run(milliseconds: 12)
                server.endWhatWasAsked()
                server.run(milliseconds: 1_088)
                server.warnAboutWhatIsLeft()
                server.observe(lag: .milliseconds(31))
            }
        }
    }

    /// What the library would say of a shutdown that the store has seen.
    private static func report(of store: TaskStore) -> DrainReport {
        let begin = store.drainProgress?.beganAt ?? store.now
        let failed = store.failures(since: begin).map { DrainReport.Entry(id: $0.id, name: $0.task.name) }
        let slowest = store.finished.prefix { $0.endedAt ?? begin > begin }
            .map { DrainReport.TimedEntry(id: $0.id, name: $0.task.name, seconds: ($0.ran(at: store.now) ?? .zero).inSeconds) }
            .sorted { ($0.seconds, $0.id) > ($1.seconds, $1.id) }
        return DrainReport(
            totals: store.totals,
            draining: .seconds(12),
            cancelling: .zero,
            requestedBy: store.drain?.requestedBy,
            failed: .init(named: failed, count: UInt64(failed.count)),
            cancelled: .init(),
            discarded: .init(),
            uncooperative: .init(),
            slowest: Array(slowest.prefix(5)),
            alive: .init(),
            eventsLost: 0
        )
    }

    private static let end = Interruption(reason: "Nothing listens at its socket any more.", isRetrying: false)

    /// Several scenes begin with the same minute, which is lived through only once.
    private static let busy = Stage(SimulatedServer()).then { $0.run(milliseconds: 72_000) }

    /// One task holds a thread and never ends, the queue fills now and then, a few things fail.
    private static let troubled: Stage = {
        let works = SimulatedServer.shop + SimulatedServer.chores
        return Stage(SimulatedServer(works: works, maximumRunning: 40, firstID: 9_000)).then { server in
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
        }
    }()
}
