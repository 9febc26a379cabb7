import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What the detail of a task says of its inside.
@Suite struct DetailTests {
    /// A task that runs, looked at from its start.
    private func looking(at name: String = "resize") -> (Sitting, BackgroundTaskID) {
        var sitting = Sitting(size: Size(columns: 120, rows: 60))
        let id = sitting.submit(name)
        sitting.wait(.milliseconds(100))
        sitting.press(.enter)
        sitting.start(id)
        return (sitting, id)
    }

    @Test(arguments: [
        Duration.milliseconds(3), .milliseconds(1_700), .seconds(9), .seconds(47), .seconds(3_000), .seconds(90_000),
    ])
    func `the figures on the axis of time are equally far apart and never touch, however narrow it is`(span: Duration) throws {
        for columns in 4...200 {
            let axis = TimeAxis(from: TaskInstant(nanoseconds: 0), span: span, columns: columns)
            let text = axis.text(Theme(), title: "", indent: 0).runs.map(\.text.string).joined()
            let figures = text.split(separator: " ").dropLast().compactMap { Int($0.filter { $0 != "," }) }
            #expect(figures.count == text.split(separator: " ").count - 1, "\(text)")
            let step = figures.dropFirst().first ?? 1
            #expect(figures == figures.indices.map { $0 * step }, "\(text)")
        }
    }

    private func activity(
        _ sitting: Sitting,
        _ state: TaskActivity.State,
        onThread: Int = 0,
        ready: Int = 0,
        waiting: Int = 0,
        sinceMilliseconds: Int = 0
    ) -> TaskActivity {
        TaskActivity(
            state: state,
            since: sitting.now.advanced(by: .milliseconds(-sinceMilliseconds)),
            wakes: 5,
            polls: 4,
            onThread: .milliseconds(onThread),
            ready: .milliseconds(ready),
            waiting: .milliseconds(waiting)
        )
    }

    private func line(_ sitting: Sitting, _ text: String) -> String {
        sitting.screen.split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
    }

    // MARK: - How far it says that it is

    @Test(arguments: [(0.5, "about 1.0 s to go"), (1e-300, "to go at this rate"), (Double.leastNonzeroMagnitude, "to go")])
    func `however little it says that it has done, the detail says how long the rest takes`(fraction: Double, words: String) {
        var (sitting, id) = self.looking()
        sitting.wait(.seconds(1))
        sitting.sample(id, progress: fraction)
        #expect(self.line(sitting, "Progress").contains(words))
    }

    @Test func `who has said nothing for longer than the rest would have taken is not said to be about to end`() {
        var (sitting, id) = self.looking()
        sitting.wait(.seconds(1))
        sitting.sample(id, progress: 0.5)
        sitting.wait(.seconds(9))
        #expect(self.line(sitting, "Progress").contains("about 10.0 s to go"))
    }

    // MARK: - The identity

    @Test func `the printed parts make the printed total, whatever they are`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            var sitting = Sitting()
            let scale = Int64(1) << Int64.random(in: 10...45, using: &random)
            let figure = { (random: inout SeededGenerator) in Duration.nanoseconds(Int64.random(in: 0...scale, using: &random))
            }
            let id = sitting.submit("a")
            sitting.wait(figure(&random))
            sitting.start(id)
            let (onThread, ready, waiting) = (figure(&random), figure(&random), figure(&random))
            let state = TaskActivity.State.allCases.randomElement(using: &random) ?? .running
            sitting.sample(
                id,
                activity: TaskActivity(state: state, since: sitting.now, onThread: onThread, ready: ready, waiting: waiting)
            )
            sitting.wait(onThread + ready + waiting + figure(&random))
            let row = try #require(sitting.model.store.row(id))
            let identity = TimeIdentity(row, at: sitting.now)
            let unit = String(identity.total.filter(\.isLetter))
            #expect(identity.parts.count == 4)
            #expect(identity.parts.allSatisfy { $0.figure.hasSuffix(unit) })
            let digits = { (text: String) in Int64(text.filter(\.isNumber)) ?? -1 }
            #expect(identity.parts.map { digits($0.figure) }.reduce(0, +) == digits(identity.total), "\(identity)")
            #expect(identity.parts.compactMap(\.percents).reduce(0, +) == (row.ran(at: sitting.now) == .zero ? 0 : 100))
        }
    }

    @Test func `the identity stands on the screen, with what it counts`() {
        var (sitting, id) = self.looking()
        sitting.wait(.milliseconds(1_200))
        sitting.sample(id, activity: self.activity(sitting, .waiting, onThread: 812, ready: 11, waiting: 377))
        sitting.wait(.milliseconds(14))
        #expect(
            self.line(sitting, "Total").contains(
                "Total    1,314ms = queued 100ms + on a thread 812ms (67%) + ready 11ms (1%) + waiting 391ms (32%)"
            )
        )
        #expect(sitting.screen.contains("own and children's polls"))
    }

    // MARK: - Lanes

    @Test func `the lane shows what was seen, and nothing of what was not`() throws {
        var (sitting, id) = self.looking()
        sitting.wait(.milliseconds(300))
        sitting.sample(id, activity: self.activity(sitting, .running, onThread: 300, sinceMilliseconds: 300))
        sitting.wait(.milliseconds(300))
        sitting.sample(id, activity: self.activity(sitting, .waiting, onThread: 300, waiting: 300, sinceMilliseconds: 300))
        sitting.wait(.milliseconds(300))
        let watched = self.line(sitting, " 1 resize")
        let lane = watched.dropFirst(26)
        #expect(lane.hasPrefix("qqqqqqq█") && lane.contains("██████████.......") && lane.hasSuffix(".>"))
        #expect(!lane.contains("─"))
        // Somebody who comes later knows the sums, and draws none of them.
        sitting.press(.escape)
        sitting.run("other")
        sitting.wait(.milliseconds(2_000))
        sitting.press("G", "g", .enter)
        let late = self.line(sitting, " 1 resize")
        #expect(late.contains("─────") && !late.contains("█"))
    }

    @Test func `between two readings a column shows what most of the time went to`() {
        var (sitting, id) = self.looking()
        sitting.wait(.milliseconds(500))
        sitting.sample(
            id,
            activity: self.activity(sitting, .ready, onThread: 300, ready: 10, waiting: 190, sinceMilliseconds: 5)
        )
        #expect(self.line(sitting, " 1 resize").contains("█████████"))
        #expect(!self.line(sitting, " 1 resize").contains("."))
    }

    @Test func `a part stands under what it is part of, from its start to its end`() {
        var (sitting, id) = self.looking()
        var nodes = [sitting.node(1, "collect"), sitting.node(2, "spring", in: 1), sitting.node(3, "render")]
        sitting.wait(.milliseconds(400))
        nodes[1].endedAt = sitting.now
        nodes[1].outcome = .succeeded
        sitting.sample(id, nodes: nodes)
        sitting.wait(.milliseconds(400))
        #expect(self.line(sitting, "|- \"collect\"").hasSuffix("━>"))
        #expect(self.line(sitting, "|  `- \"spring\"").contains("━ok"))
        #expect(self.line(sitting, "`- \"render\"").contains("|━━"))
    }

    @Test func `a request stands where it was made and where it arrived`() throws {
        var (sitting, id) = self.looking()
        var node = sitting.node(1, "leaf")
        sitting.wait(.milliseconds(500))
        sitting.askToStop(id)
        sitting.wait(.milliseconds(200))
        node.deliveredAt = sitting.now
        sitting.sample(id, nodes: [node], deliveredAt: sitting.now)
        sitting.wait(.milliseconds(300))
        #expect(self.line(sitting, " 1 resize").dropFirst(26).count { $0 == "!" } == 2)
        #expect(self.line(sitting, "`- \"leaf\"").count { $0 == "!" } == 1)
        #expect(
            sitting.screen.contains("Held by  \"leaf\", which the request reached 300 ms ago: the task cannot end before it")
        )
    }

    @Test func `what escaped says for how long it has outlived its parent`() {
        var (sitting, id) = self.looking()
        var nodes = [sitting.node(1, "request"), sitting.node(2, "audit", in: 1, isEscaped: true)]
        sitting.sample(id, nodes: nodes)
        #expect(sitting.screen.contains("ESCAPED, in a Task {} of its own"))
        sitting.wait(.milliseconds(100))
        nodes[0].endedAt = sitting.now
        nodes[0].outcome = .succeeded
        sitting.sample(id, nodes: nodes)
        sitting.wait(.milliseconds(3_100))
        #expect(sitting.screen.contains("ESCAPED, still running 3.1 s after its parent ended"))
        nodes[1].endedAt = sitting.now
        nodes[1].outcome = .succeeded
        sitting.sample(id, nodes: nodes)
        #expect(sitting.screen.contains("ESCAPED, ended 3.1 s after its parent"))
    }

    @Test func `what is not kept is counted`() {
        var (sitting, id) = self.looking()
        sitting.sample(id, nodes: [sitting.node(7, "last")], omitted: 12)
        #expect(sitting.screen.contains("and 12 more that ended earlier and are not kept"))
    }

    // MARK: - Polls

    @Test func `polls are counted by length, and a long one comes with what to do`() {
        var (sitting, id) = self.looking()
        sitting.tell(.pools([PoolStatus(pool: .library, width: 4, busy: 1, lag: .zero)]))
        sitting.wait(.seconds(1))
        sitting.sample(
            id,
            activity: TaskActivity(
                state: .waiting,
                since: sitting.now,
                wakes: 42,
                polls: 42,
                tasklessJobs: 5,
                waiting: .seconds(1),
                longestPoll: .milliseconds(310),
                pollLengths: .init(short: 30, medium: 9, long: 1, veryLong: 2),
                children: nil
            )
        )
        #expect(
            self.line(sitting, "Polls").contains("42, longest 310ms !   <1ms █████████ 30   1-10 ██▋ 9   10-100 ▎ 1   >100 ▌ 2")
        )
        #expect(
            self.line(sitting, "Wakes").contains(
                "42   Children ? (could not be told apart)   Apart 5 of no task (actors' queues, yields)"
            )
        )
        #expect(self.line(sitting, "Advice").contains("A poll of 310 ms keeps 1 of 4 threads from all others"))
    }

    @Test func `where nothing is wrong there is no advice`() {
        var (sitting, id) = self.looking()
        sitting.wait(.seconds(5))
        let busy = self.activity(sitting, .waiting, onThread: 40, ready: 90, waiting: 4_870)
        sitting.sample(id, activity: busy, nodes: [sitting.node(1, "query")])
        sitting.wait(.seconds(20))
        #expect(!sitting.screen.contains("Advice"))
    }

    // MARK: - What happened

    @Test func `parts begin together, hear of a cancel from the inside out, and say how soon they reacted`() {
        var (sitting, id) = self.looking()
        var nodes = [sitting.node(1, "256px"), sitting.node(2, "512px"), sitting.node(3, "1024px")]
        sitting.wait(.seconds(1))
        sitting.askToStop(id, .drain)
        for (index, node) in nodes.indices.reversed().enumerated() {
            nodes[node].deliveredAt = sitting.now.advanced(by: .microseconds(4 * (index + 1)))
        }
        let delivered = sitting.now.advanced(by: .microseconds(20))
        sitting.wait(.milliseconds(140))
        nodes[1].endedAt = sitting.now
        nodes[1].outcome = .cancelled
        sitting.sample(id, nodes: nodes, deliveredAt: delivered)
        let screen = sitting.screen
        let happened = screen[(screen.firstRange(of: "WHAT HAPPENED")?.lowerBound ?? screen.startIndex)...]
        let expected = [
            "3 children: 256px, 512px, 1024px", "asked to stop by drain", "that reached \"1024px\" after 4 us",
            "that reached \"512px\" after 8 us", "that reached \"256px\" after 12 us",
            "that reached the whole task after 20 us",
            "\"512px\" cancelled, 139 ms after the request had reached it",
        ]
        var rest = happened
        for text in expected {
            guard let range = rest.firstRange(of: text) else {
                Issue.record("\(text) is missing, or not in its place:\n\(happened)")
                return
            }
            rest = rest[range.upperBound...]
        }
    }

    // MARK: - What else may come

    @Test func `parts that name each other, or nobody, are listed all the same`() {
        var (sitting, id) = self.looking()
        let nodes = [
            sitting.node(1, "a", in: 2), sitting.node(2, "b", in: 1), sitting.node(3, "c", in: 3), sitting.node(4, "d", in: 99),
        ]
        sitting.sample(id, nodes: nodes)
        for name in ["a", "b", "c", "d"] { #expect(sitting.screen.contains("- \"\(name)\"")) }
    }

    @Test func `names that mean harm change nothing around them, at any size`() {
        var random = SeededGenerator(seed: 3)
        for columns in [40, 60, 80, 101, 120, 300] {
            var sitting = Sitting(size: Size(columns: columns, rows: 40))
            let id = sitting.run(HostileText.random(using: &random))
            let names =
                (0..<20).map { _ in HostileText.random(using: &random) } + [String(repeating: "\u{301}x", count: 100_000)]
            let nodes = names.enumerated().map { index, name in
                sitting.node(UInt32(index + 1), name, in: UInt32(index / 2), isEscaped: index.isMultiple(of: 3))
            }
            sitting.sample(id, nodes: nodes)
            sitting.wait(.seconds(1))
            for keys: [Key] in [[], [.enter], ["G"]] {
                for key in keys { sitting.press(key) }
                let scalars = sitting.screen.unicodeScalars.filter { $0 != "\n" }
                #expect(
                    scalars.allSatisfy { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
                )
            }
        }
    }
}
