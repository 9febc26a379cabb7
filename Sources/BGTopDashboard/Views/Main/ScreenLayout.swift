/// How the screen is divided. Both what draws it and what scrolls in it go by this.
struct ScreenLayout: Hashable, Sendable {
    /// Below this there is no room for a table that anybody could use.
    static let minimum = Size(columns: 40, rows: 10)

    let header: Area
    let headline: Area
    /// What the application asks of the person, while it does.
    let assignment: Area
    let meters: Area
    let tabs: Area
    /// The names' figures above the tasks, where there is room for both.
    let names: Area
    /// What is listed, how much of it, in which order; shares a line with the tabs where lines are few.
    let caption: Area
    let titles: Area
    let body: Area
    /// What there is to say, while there is something.
    let message: Area
    let footer: Area

    init(size: Size, place: Place, messageRows: Int = 0, hasAssignment: Bool = false) {
        var rest = Area(size)
        self.footer = rest.takeBottom(1)
        self.message = rest.takeBottom(messageRows)
        self.header = rest.takeTop(1)
        let isTall = size.rows >= 30
        let isWhole = place == .drain || place == .detail
        // What to do about it stands below, where a line can be spared for it. It is, whether there is anything to do or not: no
        // row moves because something went wrong.
        self.headline = rest.takeTop(isWhole ? 0 : size.rows >= 20 ? 2 : 1)
        self.assignment = rest.takeTop(hasAssignment && !isWhole && size.rows >= 16 ? 1 : 0)
        self.meters = rest.takeTop(isWhole ? 0 : Self.meterRows(size))
        self.tabs = rest.takeTop(isWhole || size.rows < 14 ? 0 : 1)
        self.names = rest.takeTop(place == .tasks && isTall ? min(14, size.rows / 5) : 0)
        let isTable = place == .tasks || place == .names || place == .tree
        self.caption = isTable && isTall ? rest.takeTop(1) : self.tabs
        self.titles = rest.takeTop(isTable ? 1 : 0)
        self.body = rest
    }

    private static func meterRows(_ size: Size) -> Int {
        switch size.rows {
        case 30...: 3
        case 16...: 2
        default: 1
        }
    }
}

extension Size {
    /// Whether there is room for what the dashboard shows.
    var isEnough: Bool { self.columns >= ScreenLayout.minimum.columns && self.rows >= ScreenLayout.minimum.rows }
}
