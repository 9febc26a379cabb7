import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard
@testable import BGTopStore

/// The selected name, looked at closely.
@Suite struct NameProfileTests {
    /// Runs of two names: `quick` of 100 ms, of which two of twelve fail, and `slow` of two seconds.
    private func sitting(size: Size = Shot.large) -> Sitting {
        var sitting = Sitting(size: size)
        for number in 0..<12 {
            let quick = sitting.run("quick")
            let slow = sitting.run("slow")
            sitting.wait(.milliseconds(100))
            sitting.end(quick, number < 2 ? .failed : .succeeded, errorText: number < 2 ? "no route to host" : nil)
            sitting.wait(.milliseconds(1_900))
            sitting.end(slow, .succeeded)
        }
        sitting.wait(.seconds(1))
        return sitting
    }

    private func lines(_ sitting: Sitting) -> [Substring] {
        sitting.screen.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines from the title of the pane on.
    private func pane(_ sitting: Sitting) -> [Substring] {
        Array(self.lines(sitting).drop { !$0.contains("── ") })
    }

    @Test(arguments: [Shot.small, Shot.large])
    func `below the table the selected name has its figures, and the cursor leads through the names`(size: Size) throws {
        var sitting = self.sitting(size: size)
        sitting.press("2")
        #expect(sitting.model.names.cursor.selected == "quick")
        var text = self.pane(sitting).joined(separator: "\n")
        #expect(try #require(self.pane(sitting).first).contains("── quick  0 running, 0 queued"))
        #expect(text.contains("RUN  p50 100ms"))
        #expect(text.contains("Ended    12 = 10 ok + 2 failed"))
        #expect(text.contains("Failed   2 x no route to host"))
        sitting.press(.down)
        text = self.pane(sitting).joined(separator: "\n")
        #expect(try #require(self.pane(sitting).first).contains("── slow "))
        #expect(text.contains("RUN  p50 2.0s"))
        #expect(text.contains("Ended    12 = 12 ok"))
        #expect(!text.contains("no route to host"))
    }

    @Test func `on a wide screen it stands beside the table`() {
        var sitting = self.sitting(size: Size(columns: 200, rows: 50))
        sitting.press("2")
        let titles = self.lines(sitting).first { $0.contains("RUN p50") }
        #expect(titles?.contains("── quick") == true)
        #expect(self.lines(sitting).contains { $0.contains("no route to host") })
    }

    @Test func `where there is no room for it the table has all of it`() {
        var sitting = self.sitting(size: Size(columns: 80, rows: 16))
        sitting.press("2")
        #expect(self.pane(sitting).isEmpty)
        #expect(self.lines(sitting).contains { $0.contains("quick") })
    }

    @Test func `Enter goes to the tasks of the name`() {
        var sitting = self.sitting()
        sitting.press("2", .down, .enter)
        #expect(sitting.model.tab == .tasks)
        #expect(sitting.model.tasks.filter.text == "name=slow")
    }

    @Test func `its tasks that have run longest are named, the longest first, and follow what happens`() {
        var sitting = Sitting(size: Shot.large)
        let ids = (0..<5).map { _ in
            defer { sitting.wait(.seconds(1)) }
            return sitting.run("work")
        }
        sitting.press("2")
        func oldest() -> [Substring] { self.pane(sitting).filter { $0.contains(/^ (Oldest)? +\d+  \d/) } }
        #expect(oldest().count == 3)
        #expect(oldest().first?.contains(" \(ids[0])  5.00s") == true)
        sitting.end(ids[0], .succeeded)
        sitting.wait(.seconds(1))
        #expect(oldest().first?.contains(" \(ids[1])  5.00s") == true)
    }

    @Test func `how fast its tasks stop when they are asked to is told`() {
        var sitting = Sitting(size: Shot.large)
        let id = sitting.run("work")
        sitting.askToStop(id)
        sitting.wait(.milliseconds(30))
        sitting.end(id, .cancelled)
        sitting.wait(.seconds(1))
        sitting.press("2")
        #expect(self.pane(sitting).contains { $0.contains("Stops    p50 30 ms  p99 30 ms after the request, of 1") })
    }

    @Test func `a name of which nothing is known yet says so`() {
        var sitting = Sitting(size: Shot.large)
        sitting.submit("work")
        sitting.wait(.milliseconds(100))
        sitting.press("2")
        let text = self.pane(sitting).joined(separator: "\n")
        #expect(text.contains("no successful run yet") && text.contains("nothing has started yet"))
    }

    // MARK: - The scale

    private func step(_ milliseconds: Int64, _ count: UInt64 = 1) -> DurationStep {
        DurationStep(nanoseconds: milliseconds * 1_000_000..<milliseconds * 1_010_000, count: count)
    }

    @Test func `the scale has round ends around all that there is`() {
        let axis = LogAxis(covering: 3_000_000..<180_000_000, width: 80)
        #expect(axis.lower == 2e6 && axis.upper == 200e6)
        #expect(axis.labels.hasPrefix("2ms ") && axis.labels.hasSuffix(" 200ms"))
        #expect(axis.labels.contains(" 10ms ") && axis.labels.contains(" 100ms "))
        #expect(axis.labels.count == 80)
    }

    @Test(
        arguments: [
            0..<1_000, 0..<1_000_000_000, 999..<1_001, 5_000_000..<5_000_001, 86_400_000_000_000..<86_400_000_001_000,
        ] as [Range<Int64>],
        [1, 7, 40, 300]
    )
    func `whatever there is has a place on it`(range: Range<Int64>, width: Int) {
        let axis = LogAxis(covering: range, width: width)
        #expect(axis.lower < axis.upper)
        for nanoseconds in [range.lowerBound, range.upperBound - 1] {
            #expect((0..<width).contains(axis.column(of: .nanoseconds(nanoseconds))))
        }
        #expect(axis.labels.count == width)
        let counts = axis.counts(of: [DurationStep(nanoseconds: range, count: 7)])
        #expect(abs(counts.reduce(0, +) - 7) < 0.001)
    }

    @Test func `equal factors are equal distances`() {
        let axis = LogAxis(covering: 1_000_000..<1_000_000_000, width: 30)
        for (nanoseconds, position) in [(1e6, 0.0), (1e7, 10), (1e8, 20), (1e9, 30)] {
            #expect(abs(axis.position(of: nanoseconds) - position) < 0.001)
        }
    }

    @Test func `a percentile is marked under the column that it falls into`() throws {
        let steps = [self.step(10, 90), self.step(100, 8), self.step(900, 2)]
        let summary = DurationSummary(
            count: 100,
            p50: .milliseconds(10),
            p95: .milliseconds(100),
            p99: .milliseconds(900),
            longest: .milliseconds(900)
        )
        var canvas = Canvas(size: Size(columns: 62, rows: 8), theme: Theme(hasColor: false))
        DurationHistogramView(title: "RUN", absence: "", steps: steps, summary: summary)
            .draw(on: &canvas, in: Area(Size(columns: 62, rows: 8)))
        let lines = canvas.frame.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let (top, bottom, marks) = (lines[1], lines[5], lines[6])
        let axis = LogAxis(covering: 10_000_000..<909_000_000, width: 60)
        for (duration, name) in [(Duration.milliseconds(10), "^p50"), (.milliseconds(100), "^p95")] {
            let column = 1 + axis.column(of: duration)
            #expect(String(marks[column..<column + 4]) == name)
            #expect(bottom[column] != " ")
        }
        // At the right end the name stands on the other side.
        let last = 1 + axis.column(of: .milliseconds(900))
        #expect(String(marks[last - 3...last]) == "p99^")
        #expect(top[1 + axis.column(of: .milliseconds(10))] == "█")
        // What is rare is seen all the same, and no higher than it is.
        #expect(bottom[last] == "▁" || bottom[last] == "▂")
    }
}
