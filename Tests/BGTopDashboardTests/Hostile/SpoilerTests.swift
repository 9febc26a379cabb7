import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// If the spoiler left out a text, no test that goes through it would say anything about that text.
@Suite struct SpoilerTests {
    private static let start = TaskInstant(nanoseconds: 0)
    private static let requester = Requester("D at the server", user: "ann")
    private static let request = CancellationRequest(cause: .person(Self.requester), at: Self.start)
    private static let location = TaskDescription.SourceLocation(fileID: "Shop/Routes.swift" as StaticString, line: 1)
    private static let warning = TaskWarning(id: 1, kind: .uncooperative, message: "runs on")
    private static let action = HostAction(id: .init(rawValue: "flood"), title: "A flood", summary: "Adds tasks.")

    private static let task = TaskDescription(
        id: 1,
        name: "send-email",
        fields: [.init("request", "7f3a")],
        location: Self.location,
        submittedAt: Self.start
    )

    private static let sample = TaskSample(
        id: 1,
        progress: nil,
        annotations: [.init("attempt", "2")],
        nodes: TaskNodes([
            TaskNode(id: 1, parent: 0, name: "smtp", location: Self.location, startedAt: Self.start, errorText: "451 busy")
        ])
    )

    private static let drain = DrainStatus(phase: .draining, since: Self.start, requestedBy: Self.requester)

    /// One of every kind that carries text, with every text that it can carry.
    private static let kinds: [TaskEvent.Kind] = [
        .snapshot(
            TaskSnapshot(
                process: ProcessDescription(name: "shop", processID: 7, host: "build7", user: "svc", startedAt: Self.start),
                anchor: TimeAnchor(instant: Self.start, nanosecondsSince1970: 0),
                totals: TaskTotals(),
                capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
                drain: Self.drain,
                live: [
                    LiveTask(
                        task: Self.task,
                        state: .running,
                        rank: 1,
                        startedAt: Self.start,
                        cancellation: Self.request,
                        warnings: [Self.warning],
                        sample: Self.sample
                    )
                ],
                hostActions: [Self.action],
                report: SimulatedServer.report
            )
        ),
        .submitted(Self.task),
        .cancelRequested(1, rank: 2, Self.request),
        .finished(
            TaskEnd(
                id: 1,
                rank: 3,
                outcome: .failed,
                startedAt: Self.start,
                endedAt: Self.start,
                cancellation: Self.request,
                errorText: "mailbox busy",
                sample: Self.sample
            )
        ),
        .rejected(name: "send-email", .full),
        .sampled([Self.sample]),
        .phaseChanged(Self.drain),
        .stopped(SimulatedServer.report),
        .warning(Self.warning),
        .audit(AuditEntry(requester: Self.requester, command: .host(Self.action.id), result: "done")),
        .log(LogLine(level: .info, label: "shop", message: "a line")),
    ]

    @Test(arguments: Self.kinds.indices)
    func `no text of any event is left as it was`(index: Int) {
        var spoiler = Spoiler()
        let before = Self.texts(in: Self.kinds[index])
        let after = Self.texts(in: spoiler.spoil(Self.kinds[index]))
        #expect(!before.isEmpty && before.count == after.count)
        #expect(before.allSatisfy { !Spoiler.isSpoiled($0) })
        #expect(after.filter { !Spoiler.isSpoiled($0) } == [])
    }

    @Test func `what has one name has one afterwards, and everything is tried by somebody`() {
        var spoiler = Spoiler()
        #expect(spoiler.spoil("send-email") == spoiler.spoil("send-email"))
        let spoiled = (0..<1_000).map { spoiler.spoil("name \($0)") }
        #expect(Set(spoiled).count == 1_000)
        for opening in HostileText.openings {
            #expect(spoiled.contains { $0.unicodeScalars.starts(with: opening.unicodeScalars) }, "\(opening.debugDescription)")
        }
    }

    /// All strings within a value, however deep.
    private static func texts(in value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let literal as StaticString: [literal.description]
        default: Mirror(reflecting: value).children.flatMap { self.texts(in: $0.value) }
        }
    }
}
