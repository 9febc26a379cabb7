/// One setting that a person has changed, as it is to stand in the file.
struct SettingsChange: Hashable, Sendable {
    /// The names of the groups that it is in, from the outermost, and its own.
    let path: [String]
    /// Nil if it is as by default again: then it need not be in the file.
    let value: JSONValue?
}

extension Preferences {
    /// What has to be changed in the file of somebody who had `earlier` ones.
    func changes(since earlier: Preferences) -> [SettingsChange] {
        guard self != earlier else { return [] }
        let (old, new) = (earlier.values, self.values)
        let paths = old.map(\.path) + new.map(\.path).filter { path in !old.contains { $0.path == path } }
        return paths.compactMap { path in
            let value = new.first { $0.path == path }?.value
            return value == old.first { $0.path == path }?.value ? nil : SettingsChange(path: path, value: value)
        }
    }

    /// Everything in which they differ from the defaults, in the order in which it stands in a file.
    private var values: [(path: [String], value: JSONValue)] {
        var values: [(path: [String], value: JSONValue)] = []
        for table in Table.allCases {
            let choice = self.columns[table, default: ColumnChoice()]
            let titles = table.columns.map(\.title)
            for (name, chosen) in [
                ("show", titles.filter(choice.shown.contains)), ("hide", titles.filter(choice.hidden.contains)),
                ("order", choice.order),
            ] where !chosen.isEmpty {
                values.append((["columns", table.rawValue, name], .array(chosen.map(JSONValue.string))))
            }
        }
        for table in Table.allCases {
            guard let sorting = self.sorting[table] else { continue }
            values.append((["sort", table.rawValue], .string(sorting.settingText)))
        }
        if let theme { values.append((["theme"], .string(theme.rawValue))) }
        return values
    }
}

extension Sorting {
    /// What stands behind the column's title where the order is the other one than the column has by nature.
    static let invertedSuffix = " inverted"

    fileprivate var settingText: String { self.column + (self.isInverted ? Self.invertedSuffix : "") }
}
