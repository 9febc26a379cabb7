import BGTopTeaching
import BackgroundWorkEvents

/// One of two worlds: how it is written, how its process fares, what its ledger says, and the jobs that are not done.
struct WorldColumnView {
    let world: World
    let now: TaskInstant
    /// How many lines the code takes; with one, only what differs is shown of it.
    let codeRows: Int
    let isRoomy: Bool
    let theme: Theme

    /// What a bar is full at. No job takes longer.
    private static let longest = Duration.seconds(3)
    private static let ageEnd = 21
    private static let barStart = 23

    func draw(on canvas: inout Canvas, in area: Area) {
        var area = area
        canvas.draw(
            StyledText(self.theme, heading: self.world.code.name),
            trailing: StyledText(self.theme, self.world.processID.map { "pid \($0) " } ?? "", .muted),
            in: area.takeTop(1)
        )
        for lines in [self.code, self.figures] {
            canvas.draw(lines, in: area.takeTop(lines.count))
            if self.codeRows > 1 { _ = area.takeTop(1) }
        }
        if self.isRoomy, self.codeRows == 1 { _ = area.takeTop(1) }
        canvas.draw(self.jobs(rows: area.rows, width: area.columns), in: area)
    }

    private var code: [StyledText] {
        let code = self.world.code
        guard self.codeRows > 1 else { return [StyledText(self.theme, " " + code.call, .strong)] }
        // So that what both have in common stands side by side.
        return Array(repeating: StyledText(self.theme), count: self.codeRows - code.lines.count)
            + code.lines.indices.map { index in
                let isDifferent = index == code.difference
                var text = StyledText(self.theme, isDifferent ? " > " : "   ", .strong)
                text.add(code.lines[index], isDifferent ? .strong : .muted)
                return text
            }
    }

    // MARK: - Figures

    private var figures: [StyledText] {
        let account = self.world.account
        return [
            self.life,
            self.counts([
                ("came", account.came, .plain), ("refused", account.refused, .caution), ("taken", account.taken, .plain),
            ]),
            self.counts([
                ("running", account.running + account.waiting, .plain), ("done", account.done, .good),
                ("lost", account.lost, .bad),
            ]),
            self.orphans,
        ]
    }

    /// - Parameter role: How a count looks that is not 0.
    private func counts(_ counts: [(word: String, count: Int, role: Role)]) -> StyledText {
        var text = StyledText(self.theme)
        for (index, (word, count, role)) in counts.enumerated() {
            text.pad(to: index * 12)
            text.add(" \(word) ", .muted)
            text.add(count.grouped, count == 0 ? .muted : role)
        }
        return text
    }

    private var life: StyledText {
        guard let age = self.world.age(at: self.now) else { return StyledText(self.theme, " not started", .muted) }
        let sinceSignal = self.world.timeToEnd(at: self.now)
        guard let ending = self.world.ending else {
            var text = StyledText(self.theme, " alive ", .muted)
            guard let sinceSignal else {
                text.add(age.prose)
                return text
            }
            text.add(sinceSignal.prose, .strong)
            text.add(" after SIGTERM", .stopping)
            return text
        }
        let (words, role): (String, Role) =
            switch ending {
            case .returned(let code): ("exit code \(code)", code == 0 ? .plain : .bad)
            case .signal(let number): ("ended by signal \(number)", .bad)
            }
        var text = StyledText(self.theme, " " + words, role)
        text.add(", ", .muted)
        text.add((sinceSignal ?? age).prose, .strong)
        text.add(sinceSignal == nil ? " old" : " after SIGTERM", .muted)
        return text
    }

    private var orphans: StyledText {
        guard self.world.isOver else {
            return StyledText(self.theme, " orphans are counted when it has ended", .muted)
        }
        let count = self.world.lost.count
        var text = StyledText(self.theme, " ")
        text.add(" ORPHANS \(count.grouped) ", count == 0 ? .goodBadge : .badBadge)
        if count == 0 { text.add("  nothing taken is lost", .muted) }
        return text
    }

    // MARK: - Jobs

    /// What is not done, the oldest first; where there is no room for a line for each, the names of the rest.
    private func jobs(rows: Int, width: Int) -> [StyledText] {
        guard rows > 1 else { return [] }
        let jobs = self.world.ledger.open
        guard !jobs.isEmpty else {
            return self.world.ledger.count > 0 ? [StyledText(self.theme, " nothing is left to do", .muted)] : []
        }
        let room = rows - 1
        var fitting = min(jobs.count, room)
        var rest = self.names(of: jobs.dropFirst(fitting), width: width)
        while fitting > 0, fitting + rest.count > room {
            fitting -= 1
            rest = self.names(of: jobs.dropFirst(fitting), width: width)
        }
        let lines = [self.jobsHeading(width: width)] + jobs.prefix(fitting).map { self.line($0, width: width) } + rest
        // The edge between the two is not written over.
        return lines.map { $0.truncated(to: width) }
    }

    private func names(of jobs: ArraySlice<Ledger.Job>, width: Int) -> [StyledText] {
        guard let first = jobs.first else { return [] }
        let isLost = self.world.isOver
        let names = [(isLost ? "LOST too   " : "and   ") + "\(first.id)"] + jobs.dropFirst().map { "\($0.id)" }
        return Paragraph.filled(names, separator: "   ", width: width - 2)
            .map { StyledText(self.theme, " " + $0, isLost ? .bad : .muted) }
    }

    private func jobsHeading(width: Int) -> StyledText {
        var text = StyledText(self.theme, " ")
        text.add("JOB", .heading)
        text.pad(to: Self.ageEnd - 3)
        text.add("AGE", .heading)
        text.pad(to: Self.barStart)
        text.add("0", .muted)
        text.pad(to: Self.barStart + self.barWidth(width) - 3)
        text.add("\(Int(Self.longest / .seconds(1))) s", .muted)
        return text
    }

    private func line(_ job: Ledger.Job, width: Int) -> StyledText {
        let isLost = self.world.isOver
        let age = self.world.age(of: job, at: self.now)
        var text = StyledText(self.theme, " ")
        text.add("\(job.id)", isLost ? .bad : .strong)
        text.pad(to: Self.ageEnd - age.compact.count)
        text.add(age.compact)
        text.pad(to: Self.barStart)
        let barWidth = self.barWidth(width)
        if job.state == .waiting {
            text.add("waiting", .waiting)
        } else {
            let filled = min(barWidth, Int((age / Self.longest * Double(barWidth)).rounded(.down)))
            text.add(String(repeating: self.theme.glyphs.line.full, count: filled), isLost ? .bad : .meter)
            text.add(String(repeating: self.theme.glyphs.line.thin, count: barWidth - filled), .muted)
        }
        text.pad(to: Self.barStart + barWidth)
        if isLost { text.add(" LOST", .bad) }
        return text
    }

    private func barWidth(_ width: Int) -> Int { max(4, width - Self.barStart - 6) }
}
