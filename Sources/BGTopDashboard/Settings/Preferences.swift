/// The part of the settings that a person can change in the dashboard, and finds again the next time.
struct Preferences: Hashable, Sendable {
    var columns: [Table: ColumnChoice] = [:]
    /// How those tables are sorted that are not sorted as at first.
    var sorting: [Table: Sorting] = [:]
    /// Which colours mean what; nil for those that are there unless somebody asks for others.
    var theme: ThemeName?
}

extension Model {
    var preferences: Preferences {
        get {
            let sortings = Table.allCases.compactMap { table in
                self.sorting(of: table).flatMap { $0 == table.defaultSorting ? nil : (table, $0) }
            }
            return Preferences(
                columns: self.columns,
                sorting: Dictionary(uniqueKeysWithValues: sortings),
                theme: self.preferredTheme
            )
        }
        set {
            self.columns = newValue.columns
            for table in Table.allCases {
                if let sorting = newValue.sorting[table] ?? table.defaultSorting { self.sort(table, by: sorting) }
            }
            self.preferredTheme = newValue.theme
        }
    }
}
