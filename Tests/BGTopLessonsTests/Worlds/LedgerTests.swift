import BGTopTeaching
import BackgroundWorkEvents
import TestSupport
import Testing

/// What is lost is told by the ledger, and the ledger adds up.
struct LedgerTests {
    @Test func `an entry is read as it was written`() {
        for kind in LedgerEntry.Kind.allCases {
            let entry = LedgerEntry(kind, .init(order: 12, name: "mail"), at: TaskInstant(nanoseconds: 5_000_000_000))
            #expect(LedgerEntry(line: entry.line) == entry)
        }
        #expect(LedgerEntry(line: "5 begun 12 mail")?.job.description == "mail 12")
    }

    @Test(arguments: [
        "", "mail", "5 came 1", "5 went 1 mail", "soon came 1 mail", "5 came first mail", "5 came 1 ", "5 came 1 mail twice",
        "5  came 1 mail",
    ])
    func `a line that is no entry is none`(line: String) {
        #expect(LedgerEntry(line: line) == nil)
    }

    @Test func `nothing is lost before the process has ended and its pipe is read`() {
        var world = World(Self.code)
        for entry in [Self.entry(.came, 1), Self.entry(.begun, 1), Self.entry(.came, 2)] { world.take(.wrote(entry)) }
        for end in [[WorldNews.closed, Self.ended], [Self.ended, .closed]] {
            var world = world
            world.take(end[0])
            #expect(world.account.lost == 0)
            #expect(world.lost.isEmpty)
            #expect(!world.isOver)
            world.take(end[1])
            #expect(world.account.lost == 2)
            #expect(world.lost.map(\.id.order) == [1, 2])
            #expect(world.isOver)
        }
        // What it wrote last is read after its end.
        world.take(Self.ended)
        world.take(.wrote(Self.entry(.done, 1)))
        world.take(.closed)
        #expect(world.lost.map(\.id.order) == [2])
    }

    @Test func `ages stand still when the process has ended`() {
        var world = World(Self.code)
        world.take(.started(processID: 7, at: Self.instant(0)))
        world.take(.wrote(Self.entry(.begun, 1, at: 100)))
        world.take(.askedToEnd(at: Self.instant(400)))
        #expect(world.age(of: world.ledger.open[0], at: Self.instant(600)) == .milliseconds(500))
        #expect(world.timeToEnd(at: Self.instant(600)) == .milliseconds(200))
        world.take(.ended(.returned(0), at: Self.instant(700)))
        #expect(world.age(of: world.ledger.open[0], at: Self.instant(9_000)) == .milliseconds(600))
        #expect(world.timeToEnd(at: Self.instant(9_000)) == .milliseconds(300))
        #expect(world.age(at: Self.instant(9_000)) == .milliseconds(700))
    }

    /// Whatever the order in which lines and ends come, whatever comes twice or not at all.
    @Test(arguments: 1...200) func `any order of lines and ends gives an account that adds up`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var told: [WorldNews] = [
            .started(processID: 7, at: Self.instant(0)), .askedToEnd(at: Self.instant(50)), .closed, Self.ended,
        ]
        var fates: [Ledger.Job.State: Int] = [:]
        for order in 1...Int.random(in: 1...30, using: &random) {
            let fate = Ledger.Job.State.allCases.randomElement(using: &random) ?? .waiting
            fates[fate, default: 0] += 1
            told += fate.story.map { .wrote(Self.entry($0, order)) }
            if random.chance(20) { told.append(.wrote(Self.entry(.came, order))) }
        }
        told.shuffle(using: &random)
        var world = World(Self.code)
        for news in told {
            world.take(news)
            Self.expectToAddUp(world)
        }
        let open = fates[.waiting, default: 0] + fates[.running, default: 0]
        #expect(world.account.lost == open)
        #expect(world.account.done == fates[.done, default: 0])
        #expect(world.account.refused == fates[.refused, default: 0])

        // Some of it is never told, as where a process is killed: what is told adds up all the same.
        var cut = World(Self.code)
        for news in told where random.chance(70) {
            cut.take(news)
            Self.expectToAddUp(cut)
        }
    }

    private static func expectToAddUp(_ world: World) {
        let account = world.account
        #expect(account.came == account.refused + account.taken)
        #expect(account.taken == account.waiting + account.running + account.done + account.lost)
        #expect(world.lost.count == account.lost)
        #expect(world.ledger.open.count == account.waiting + account.running + account.lost)
    }

    private static let code = WorldCode(name: "one", "Task {}", difference: 0)
    private static let ended = WorldNews.ended(.returned(0), at: Self.instant(60))

    private static func entry(_ kind: LedgerEntry.Kind, _ order: Int, at milliseconds: Int64 = 0) -> LedgerEntry {
        LedgerEntry(kind, .init(order: order, name: "mail"), at: self.instant(milliseconds))
    }

    private static func instant(_ milliseconds: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: 1_000_000_000 + milliseconds * 1_000_000)
    }
}

extension Ledger.Job.State {
    /// What is written of a job that comes to this.
    fileprivate var story: [LedgerEntry.Kind] {
        switch self {
        case .waiting: [.came]
        case .running: [.came, .begun]
        case .done: [.came, .begun, .done]
        case .refused: [.came, .refused]
        }
    }
}
