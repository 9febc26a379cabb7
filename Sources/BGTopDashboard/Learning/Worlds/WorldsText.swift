public import BGTopTeaching

/// Two worlds in words: what is to be seen in them, and what was.
public enum WorldsText {
    public static let title = "Two worlds"

    static let prediction = """
        D sends SIGTERM to both. Guess first how many jobs will be lost with either, and which of the two will be gone sooner.
        """

    /// Where the figures come from.
    static let source = """
        Counted from the ledger that the jobs write into a pipe, read to its end: lost is what was taken and not done by then.
        """

    // MARK: - What was seen

    /// How a world ended that is over, and what became of its jobs, in one sentence.
    static func ending(of world: World) -> String {
        let account = world.account
        let time = world.endedAt.flatMap { world.timeToEnd(at: $0) }
        let end = "\(world.code.name): the process ended " + (time.map { "\($0.prose) after SIGTERM" } ?? "by itself")
        guard account.lost == 0 else { return "\(end), and took \(self.lost(account, in: world)) with it." }
        guard account.taken > 0 else { return "\(end), before it took a job." }
        let jobs = account.taken == 1 ? "the one job" : "all \(account.taken.grouped) jobs"
        let refusals = account.refused > 0 ? ", and \(account.refused.grouped) refused meanwhile" : ""
        return "\(end), with \(jobs) that it took done\(refusals)."
    }

    /// An order was confirmed when all of its jobs were taken.
    private static func lost(_ account: World.Account, in world: World) -> String {
        let jobs = self.count(account.lost, "job")
        guard account.refused == 0 else { return jobs }
        return jobs + " of " + self.count(Set(world.lost.map(\.id.order)).count, "confirmed order")
    }

    static func count(_ number: Int, _ what: String) -> String { "\(number.grouped) \(what)\(number == 1 ? "" : "s")" }

    // MARK: - Without a terminal

    /// What runs, and in what it differs.
    ///
    /// - Parameter load: How long both take orders.
    public static func introduction(to worlds: TwoWorlds, load: Duration) -> [String] {
        let processes = worlds.both.compactMap(\.processID).map { "\($0)" }.joined(separator: " and ")
        let width = worlds.both.map(\.code.name.count).max() ?? 0
        let what = """
            The same orders come to two processes, \(processes), to each for as long as it answers. An order is confirmed at once; its \
            receipt, stock and mail are worked off behind the response. The two differ in where that work goes:
            """
        return [self.title, String(repeating: "=", count: self.title.count), ""]
            + self.wrapped(what) + [""]
            + worlds.both.map { "  " + self.padded($0.code.name, to: width + 2) + $0.code.statement } + [""]
            + ["After \(Int(load / .seconds(1))) s both get the same SIGTERM."] + [""]
    }

    /// What the ledgers say, side by side, when both are over.
    public static func account(of worlds: TwoWorlds) -> [String] {
        let accounts = worlds.both.map(\.account)
        let figures: [(String, (World.Account) -> Int)] = [
            ("came", \.came), ("refused", \.refused), ("taken", \.taken), ("done", \.done), ("lost", \.lost),
        ]
        let ends = worlds.both.map { world in world.endedAt.flatMap { world.timeToEnd(at: $0)?.prose } ?? "-" }
        return [self.row("jobs that", worlds.both.map(\.code.name))]
            + figures.map { name, figure in self.row("  " + name, accounts.map { figure($0).grouped }) }
            + [self.row("end after SIGTERM", ends), self.row("exit code", worlds.both.map(self.exitCode)), ""]
            + worlds.both.flatMap(self.orphans)
            + worlds.both.flatMap { self.wrapped(self.ending(of: $0)) } + [""] + self.wrapped(self.source)
    }

    private static func orphans(of world: World) -> [String] {
        guard !world.lost.isEmpty else { return [] }
        return ["  ORPHANS of \(world.code.name):"]
            + Paragraph.filled(world.lost.map { "\($0.id)" }, separator: "   ", width: 74).map { "    " + $0 } + [""]
    }

    private static func exitCode(of world: World) -> String {
        switch world.ending {
        case .returned(let code): "\(code)"
        case .signal(let number): "signal \(number)"
        case nil: "-"
        }
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        "  " + self.padded(name, to: 18)
            + cells.map { String(repeating: " ", count: max(0, 18 - $0.count)) + $0 }.joined()
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func wrapped(_ text: String) -> [String] { Paragraph.wrapped(text, width: 78) }
}
