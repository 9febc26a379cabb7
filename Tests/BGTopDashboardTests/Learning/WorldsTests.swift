import BGTopLessons
import BGTopTeaching
import BackgroundWorkEvents
import Synchronization
import Testing

@testable import BGTopDashboard

/// Watch, ask both to end, and count.
@Suite struct WorldsTests {
    private static let over = SimulatedWorlds(askedAfter: .seconds(4)).sitting(after: .seconds(9))

    // MARK: - Keys

    @Test func `nothing is sent before somebody has said yes`() {
        for no in ["n", "N", .escape, .enter, "q"] as [Key] {
            var sitting = Self.running
            #expect(sitting.press("D").isEmpty)
            #expect(sitting.question != nil)
            #expect(sitting.press(no).isEmpty)
            #expect(sitting.question == nil)
        }
        for yes in [["y"], ["Y"], [.left, .enter], [.tab, .right, .right, .enter]] as [[Key]] {
            var sitting = Self.running
            _ = sitting.press("D")
            #expect(yes.flatMap { sitting.press($0) } == [.askToEnd])
            #expect(sitting.question == nil)
        }
    }

    @Test func `what comes before anybody can have read the question is no answer`() {
        var sitting = Self.running
        _ = sitting.press("D")
        #expect(sitting.press("y", isBlind: true).isEmpty)
        #expect(sitting.question != nil)
        #expect(sitting.message != nil)
        #expect(sitting.press(.control("c"), isBlind: true) == [.leave(.quit)])
    }

    @Test func `D asks only where there is something to end`() {
        let starting = WorldsSitting(structured: .structured, unstructured: .unstructured, at: SimulatedWorlds.origin)
        var oneOnly = starting
        oneOnly.take(SimulatedWorlds().news(of: .structured, until: .seconds(1)).map { (.structured, $0) })
        let ending = SimulatedWorlds(askedAfter: .seconds(4)).sitting(after: .milliseconds(4_500))
        for (sitting, phase) in [(starting, .starting), (oneOnly, .starting), (ending, .ending), (Self.over, .over)]
            as [(WorldsSitting, WorldsSitting.Phase)]
        {
            var sitting = sitting
            #expect(sitting.phase == phase)
            #expect(sitting.press("D").isEmpty)
            #expect(sitting.question == nil)
            #expect(sitting.message != nil)
        }
    }

    @Test func `a question goes away when there is nothing left to ask for`() {
        var sitting = Self.running
        _ = sitting.press("D")
        for kind in World.Kind.allCases {
            sitting.take([(kind, .closed), (kind, .ended(.signal(9), at: sitting.worlds.now))])
        }
        #expect(sitting.question == nil)
        #expect(sitting.phase == .over)
    }

    @Test func `q and Ctrl-C leave for good, l and Esc for the list, and r begins anew`() {
        var sitting = Self.running
        #expect(["q", .control("c"), .function(10)].flatMap { sitting.press($0) } == Array(repeating: .leave(.quit), count: 3))
        #expect(["l", .escape].flatMap { sitting.press($0) } == [.leave(.toList), .leave(.toList)])
        #expect([.control("z"), .control("l"), "r"].flatMap { sitting.press($0) } == [.suspend, .repaint, .start])
    }

    // MARK: - What is shown

    @Test func `what is lost is marked in a word, and named, at every size that has room for it`() {
        for size in [Shot.small, Shot.large] {
            let text = Self.over.frame(size: size, theme: Looks.ascii).text
            let lost = Self.over.worlds.unstructured.lost
            #expect(lost.count >= 5)
            for job in lost { #expect(text.contains("\(job.id)"), "\(size): \(job.id)") }
            #expect(text.contains("ORPHANS 0"))
            #expect(text.contains("ORPHANS \(lost.count)"))
            #expect(text.split(separator: "\n").count { $0.contains("LOST") } >= 4)
        }
    }

    @Test func `on the smallest screen the orphans are counted all the same`() {
        let text = Self.over.frame(size: ScreenLayout.minimum).text
        #expect(text.contains("ORPHANS 0"))
        #expect(text.contains("ORPHANS \(Self.over.worlds.unstructured.lost.count)"))
    }

    @Test func `nothing is called lost while it may still be done`() {
        for time in [4_001, 4_011] {
            let sitting = SimulatedWorlds(askedAfter: .seconds(4)).sitting(after: .milliseconds(time))
            let text = sitting.frame(size: Shot.large).text
            #expect(!text.contains("LOST"))
            #expect(!text.contains("ORPHANS"))
        }
    }

    @Test func `the line that makes the difference is on every screen`() {
        for (_, sitting) in WorldsSitting.moments where sitting.question == nil {
            let small = sitting.frame(size: Shot.small).text
            #expect(small.contains("tasks.add(job.name) { … }"))
            #expect(small.contains(" Task { … }"))
            let large = sitting.frame(size: Shot.large).text
            for line in WorldCode.structured.lines + WorldCode.unstructured.lines { #expect(large.contains(line)) }
        }
    }

    @Test func `what is said of an end is what the ledger says`() {
        let (left, right) = (Self.over.worlds.structured, Self.over.worlds.unstructured)
        let jobs = right.account.lost
        let orders = Set(right.lost.map(\.id.order)).count
        #expect(WorldsText.ending(of: left).contains("with all \(left.account.taken) jobs that it took done"))
        #expect(WorldsText.ending(of: left).contains("and \(left.account.refused) refused meanwhile"))
        #expect(WorldsText.ending(of: right).contains("12 ms after SIGTERM"))
        #expect(WorldsText.ending(of: right).contains("took \(jobs) jobs of \(orders) confirmed orders with it"))

        // Killed in the midst of it, the structured one loses as well.
        var killed = SimulatedWorlds().sitting(after: .seconds(3)).worlds.structured
        killed.take(.closed)
        killed.take(.ended(.signal(9), at: SimulatedWorlds.origin + .seconds(3)))
        #expect(killed.account.lost > 0)
        #expect(WorldsText.ending(of: killed).contains("ended by itself, and took \(killed.account.lost) jobs"))
    }

    @Test(arguments: WorldsSitting.moments.map(\.sitting), Self.sizes)
    func `it can be drawn at every size`(sitting: WorldsSitting, size: Size) {
        for theme in [Theme(), Looks.ascii] {
            let frame = sitting.frame(size: size, theme: theme)
            #expect(frame.cells.count == size.columns * size.rows)
            #expect(frame.splitGlyphs == 0)
        }
        #expect(sitting.frame(size: size, theme: Looks.ascii).text.allSatisfy { $0.isASCII })
    }

    private static let sizes = [(1, 1), (20, 5), (39, 9), (40, 10), (60, 12), (80, 24), (120, 36), (200, 50), (300, 100)]
        .map { Size(columns: $0, rows: $1) }

    @Test func `in lines the two accounts stand side by side, and add up`() throws {
        let worlds = Self.over.worlds
        let lines = WorldsText.account(of: worlds)
        let figures = ["came", "refused", "taken", "done", "lost"].map { name in
            lines.first { $0.contains("  \(name) ") }?.split(separator: " ").compactMap { Int($0) } ?? []
        }
        for side in 0...1 {
            let (came, refused, taken, done, lost) = (
                figures[0][side], figures[1][side], figures[2][side], figures[3][side], figures[4][side]
            )
            #expect(came == refused + taken)
            #expect(taken == done + lost)
        }
        #expect(figures[4] == [0, worlds.unstructured.lost.count])
        for job in worlds.unstructured.lost { #expect(lines.joined(separator: " ").contains("\(job.id)")) }
        let introduction = WorldsText.introduction(to: worlds, load: .seconds(3))
        #expect(introduction.joined(separator: " ").contains("4242 and 4243"))
        for line in lines + introduction { #expect(line.count <= 78) }
    }

    @Test func `the same job has the same bar on either side`() {
        for size in [Shot.small, Shot.large, Shot.huge] {
            let lines = Self.running.frame(size: size).text.split(separator: "\n")
            for job in Self.running.worlds.structured.ledger.open {
                let line = lines.first { $0.contains(" \(job.id) ") } ?? ""
                let sides = line.split(separator: Theme().glyphs.box.vertical).map { $0.filter { $0 != " " } }
                #expect(sides.count == 2, "\(size): \(job.id)")
                #expect(sides.first == sides.last)
            }
        }
    }

    // MARK: - The loop

    @Test func `the processes are gone however one leaves, and are others when one begins anew`() {
        for (steps, leaving) in [
            ([.after(.zero, [.key("q")])], .quit), ([.after(.zero, [.key("l")])], .toList), ([], .quit),
            ([.after(.zero, [.hangUp])], .quit), ([.after(.zero, [.key("r")]), .after(.zero, [.key("q")])], .quit),
        ] as [([ScriptedTerminal.Step], WorldsSitting.Leaving)] {
            let (left, started) = Self.go(steps)
            #expect(left == leaving)
            #expect(started.map(\.seed) == Array(1...UInt64(started.count)))
            #expect(started.allSatisfy { $0.hasEnded })
        }
    }

    @Test func `both are asked once, when the question could be read`() {
        let (_, started) = Self.go([
            .after(.milliseconds(100), []), .after(.milliseconds(100), [.key("D")]), .after(.milliseconds(10), [.key("y")]),
        ])
        #expect(started.map(\.signals) == [0])
        let (_, readAndAnswered) = Self.go([
            .after(.milliseconds(100), []), .after(.milliseconds(100), [.key("D")]), .after(ReadingTime.least, [.key("y")]),
        ])
        #expect(readAndAnswered.map(\.signals) == [1])
    }

    @Test func `what cannot be started is said, and can be tried again`() {
        let terminal = ScriptedTerminal([.after(.zero, [.key("r")]), .after(.zero, [.key("q")])])
        struct Failure: Error, CustomStringConvertible {
            let description = "A process cannot be started: no more."
        }
        let launcher = WorldsLauncher(structured: .structured, unstructured: .unstructured) { _ in throw Failure() }
        var loop = WorldsLoop(launcher, on: terminal, theme: Theme())
        #expect(loop.go() == .quit)
        #expect(terminal.text.contains("A process cannot be started: no more. r tries it again."))
    }

    private static func go(_ steps: [ScriptedTerminal.Step]) -> (WorldsSitting.Leaving, [ScriptedWorlds]) {
        let started = Mutex<[ScriptedWorlds]>([])
        let terminal = ScriptedTerminal(steps)
        let launcher = WorldsLauncher(structured: .structured, unstructured: .unstructured) { seed in
            let worlds = ScriptedWorlds(seed: seed)
            started.withLock { $0.append(worlds) }
            return worlds
        }
        var loop = WorldsLoop(launcher, on: terminal, theme: Theme(), clock: MonotonicClock { terminal.now })
        return (loop.go(), started.withLock(\.self))
    }

    // MARK: - Among the lessons

    @Test func `they are the last entry of the list, and leave the lessons as they are`() {
        var stage = Stage(Stage.lessons, hasWorlds: true)
        _ = stage.press(.end)
        guard case .visitWorlds? = stage.press(.enter).first else { return #expect(Bool(false), "They are not shown.") }
        #expect(stage.sitting == nil)
        let text = StageView(stage: stage, size: Shot.small, theme: Theme()).frame.text
        #expect(text.contains(" >     Two worlds"))
        _ = stage.press(.up)
        _ = stage.press(.enter)
        #expect(stage.sitting?.lesson.id == Lesson.other.id)

        var without = Stage(Stage.lessons)
        _ = without.press(.end)
        _ = without.press(.enter)
        #expect(without.sitting?.lesson.id == Lesson.other.id)
    }

    @Test func `who asks for them sees them first, and the list when they are left`() {
        let stage = Stage(Stage.lessons, hasWorlds: true, beginningWith: Stage.lessons.count)
        guard case .visitWorlds? = stage.begin().first else { return #expect(Bool(false), "They are not shown.") }
        #expect(stage.sitting == nil)
        #expect(Stage(Stage.lessons, hasWorlds: true, beginningWith: 0).begin().isEmpty)

        let terminal = ScriptedTerminal([
            .after(.zero, [.key("l")]), .after(.zero, [.key(.up), .key(.enter)]), .after(.zero, [.key("q")]),
        ])
        let launcher = WorldsLauncher(structured: .structured, unstructured: .unstructured) { ScriptedWorlds(seed: $0) }
        var loop = StageLoop(stage, on: terminal, theme: Theme(), worlds: launcher, wake: {}, note: { _, _, _ in })
        loop.go()
        #expect(terminal.frames.first?.frame.text.contains("tasks.add") == true)
        #expect(terminal.text.contains("Another one"))
    }

    private static var running: WorldsSitting { SimulatedWorlds().sitting(after: .milliseconds(3_900)) }
}
