import BGTopStore
public import BackgroundWorkEvents

/// One picture of a process, without a terminal: its tasks as a table, under what the dashboard says above them.
///
/// It claims nothing of a time that nobody watched: in place of rates there are totals.
public struct StillPicture {
    private let frame: Frame
    private let title: String

    /// - Parameters:
    ///   - events: What is known of the process, a snapshot first.
    ///   - now: When it is, on the process's clock.
    ///   - columns: How wide the picture is; less than the dashboard needs counts as that.
    public init(of events: [TaskEvent], at now: TaskInstant, columns: Int, isASCII: Bool = false) {
        let columns = max(ScreenLayout.minimum.columns, min(columns, Self.widest))
        var model = Model(
            viewer: Viewer(place: .glance, isReadOnly: true, utcOffset: LocalFacts.utcOffset),
            size: Size(columns: columns, rows: ScreenLayout.minimum.rows)
        )
        _ = model.update(.events(events))
        _ = model.update(.tick(now))
        // A shutdown has a view of its own, which opens by itself; here the tasks are wanted.
        model.tab = .tasks
        // As high as it takes to show every task, if there are not far too many.
        let rows = min(model.store.alive + Self.around, Self.highest)
        _ = model.update(.resize(Size(columns: columns, rows: rows)))
        _ = model.update(.tick(now))
        let theme = Theme(hasColor: true, glyphs: isASCII ? .ascii : .unicode)
        self.frame = render(model, size: Size(columns: columns, rows: rows), theme: theme)
        self.title = model.store.process.map { "\($0.name), pid \($0.processID)" } ?? "bgtop"
    }

    /// Lines that are not a task's.
    private static let around = 24
    private static let widest = 300
    private static let highest = 10_000

    /// As plain text: what there is to see, without the keys and the blank lines below.
    public var text: String {
        var lines = self.frame.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    public var svg: String { FrameSVG(self.frame, palette: .dark, title: self.title).document }
}
