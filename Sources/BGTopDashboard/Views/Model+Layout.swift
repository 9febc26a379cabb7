extension Model {
    /// The view that is seen, whatever lies on top of it.
    var viewPlace: Place { self.detail == nil ? self.tab.place : .detail }

    func layout(_ place: Place) -> ScreenLayout {
        ScreenLayout(size: self.size, place: place, hasAssignment: self.assignment != nil)
    }

    /// How many entries of a view's list are seen at a time.
    func listHeight(_ place: Place) -> Int {
        let layout = self.layout(place)
        let body = layout.body
        return switch place {
        case .names: NamesLayout(layout, count: self.names.count).list.rows
        case .drain: DrainLayout(size: self.size).list.rows
        case .warnings: WarningsView.listRows(in: body)
        case .log: LogView.listRows(in: body)
        default: body.rows
        }
    }

    /// What files with what is seen are called.
    var screenName: String {
        if let detail = self.detail { return "bgtop-task-\(detail.id)" }
        return "bgtop-\(self.tab.title.lowercased())"
    }
}
