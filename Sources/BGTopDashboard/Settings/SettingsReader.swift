import BGTopStore

/// Takes a settings file apart. What in it is not as it has to be is as by default, and told; what nobody here knows is let be.
struct SettingsReader {
    private(set) var settings = Settings()
    private(set) var problems: [SettingsProblem] = []

    init(_ root: JSONObject) {
        self.readColumns(self.group("columns", in: root))
        self.readSortings(self.group("sort", in: root))
        self.readTheme(root["theme"])
        if let warnings = self.group("warnings", in: root) {
            self.settings.thresholds = self.read(Figure.all, from: warnings, "warnings", else: WarningThresholds())
        }
        if let retention = self.group("retention", in: root) {
            self.settings.retention = self.read(Figure.all, from: retention, "retention", else: Retention())
        }
    }

    // MARK: - Columns

    private mutating func readColumns(_ group: JSONObject?) {
        guard let group else { return }
        for table in Table.allCases {
            let path = ["columns", table.rawValue]
            guard let chosen = self.group(table.rawValue, in: group, at: path) else { continue }
            let choice = ColumnChoice(
                shown: Set(self.columns(of: table, chosen["show"], at: path + ["show"])),
                hidden: Set(self.columns(of: table, chosen["hide"], at: path + ["hide"], mustBeHideable: true)),
                order: self.columns(of: table, chosen["order"], at: path + ["order"])
            )
            if choice != ColumnChoice() { self.settings.preferences.columns[table] = choice }
        }
    }

    private mutating func columns(
        of table: Table,
        _ value: JSONValue?,
        at path: [String],
        mustBeHideable: Bool = false
    ) -> [String] {
        guard let value else { return [] }
        guard case .array(let elements) = value else {
            self.note("is \(value.kind): a list of columns such as [\"AGE\", \"BUSY\"] is expected; it is left out.", at: path)
            return []
        }
        var titles: [String] = []
        for (index, element) in elements.enumerated() {
            guard let column = table.column(element) else {
                self.note(
                    "is \(element.kind), which is no column of the \(table.rawValue); it is left out.",
                    at: path + ["\(index)"]
                )
                continue
            }
            if mustBeHideable, column.isEssential {
                self.note("is \(element.kind), which is always shown.", at: path + ["\(index)"])
            } else if !titles.contains(column.title) {
                titles.append(column.title)
            }
        }
        return titles
    }

    private mutating func readSortings(_ group: JSONObject?) {
        guard let group else { return }
        for table in Table.allCases {
            guard let value = group[table.rawValue], let usual = table.defaultSorting else { continue }
            guard let sorting = table.sorting(value) else {
                self.note(
                    "is \(value.kind): a column such as \"\(usual.column)\" or \"\(usual.column)\(Sorting.invertedSuffix)\" "
                        + "is expected; \"\(usual.column)\" is used.",
                    at: ["sort", table.rawValue]
                )
                continue
            }
            if sorting != usual { self.settings.preferences.sorting[table] = sorting }
        }
    }

    private mutating func readTheme(_ value: JSONValue?) {
        guard let value else { return }
        if case .string(let name) = value, let theme = ThemeName(rawValue: name) {
            self.settings.preferences.theme = theme
        } else {
            let (choice, usual) = (ThemeName.choice, ThemeName.standard.rawValue)
            self.note("is \(value.kind), which is no theme: \(choice) is expected; \(usual) is used.", at: ["theme"])
        }
    }

    // MARK: - Figures

    private mutating func read<Group>(
        _ figures: [Figure<Group>],
        from object: JSONObject,
        _ name: String,
        else usual: Group
    ) -> Group {
        var group = usual
        for figure in figures {
            guard let value = object[figure.name], !figure.read(value, &group) else { continue }
            self.note(
                "is \(value.kind): \(figure.expected) is expected; the default, \(figure.defaultText), is used.",
                at: [name, figure.name]
            )
        }
        return group
    }

    // MARK: - Groups

    private mutating func group(_ name: String, in object: JSONObject, at path: [String]? = nil) -> JSONObject? {
        switch object[name] {
        case .object(let group): return group
        case nil: return nil
        case let value?:
            self.note("is \(value.kind): a group of settings in braces is expected; the defaults are used.", at: path ?? [name])
            return nil
        }
    }

    private mutating func note(_ sentence: String, at path: [String]) {
        self.problems.append(SettingsProblem(path: path, sentence: sentence))
    }
}

extension Table {
    /// The column that a person means: by its title, or by the short one, in capitals or not.
    func column(_ value: JSONValue) -> TableColumn? {
        guard case .string(let text) = value else { return nil }
        return self.columns.first { column in
            [column.title, column.shortTitle].contains { $0?.lowercased() == text.lowercased() }
        }
    }

    fileprivate func sorting(_ value: JSONValue) -> Sorting? {
        guard case .string(let text) = value else { return nil }
        let isInverted = text.hasSuffix(Sorting.invertedSuffix)
        let title = isInverted ? String(text.dropLast(Sorting.invertedSuffix.count)) : text
        return self.column(.string(title)).map { Sorting(column: $0.title, isInverted: isInverted) }
    }
}
