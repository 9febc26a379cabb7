extension JSONObject {
    /// In which order settings stand that the dashboard adds.
    private static let order = [
        "columns", "sort", "theme", "warnings", "retention", "tasks", "names", "tree", "show", "hide", "order",
    ]

    /// Makes a settings file's root say what has been changed. Everything else stays as it is.
    mutating func apply(_ change: SettingsChange) {
        self.set(change.path[...], of: change)
    }

    private mutating func set(_ path: ArraySlice<String>, of change: SettingsChange) {
        guard let name = path.first else { return }
        guard path.count > 1 else {
            if let value = change.value(insteadOf: self[name]) {
                self.set(name, to: value, order: Self.order)
            } else {
                self.remove(name)
            }
            return
        }
        var group = JSONObject()
        if case .object(let present) = self[name] { group = present }
        let wasEmpty = group.members.isEmpty
        group.set(path.dropFirst(), of: change)
        guard group.members.isEmpty else {
            self.set(name, to: .object(group), order: Self.order)
            return
        }
        // A group that this has emptied goes as well.
        if !wasEmpty { self.remove(name) }
    }
}

extension SettingsChange {
    /// What is to stand in the file where `present` does. Columns that only a newer version knows stay in its lists.
    fileprivate func value(insteadOf present: JSONValue?) -> JSONValue? {
        guard case .array(let elements) = present, let table = self.table else { return self.value }
        let foreign = elements.filter { table.column($0) == nil }
        var own: [JSONValue] = []
        if case .array(let chosen) = self.value { own = chosen }
        return own.isEmpty && foreign.isEmpty ? nil : .array(own + foreign)
    }

    /// The table whose columns it is about.
    private var table: Table? {
        self.path.count == 3 && self.path[0] == "columns" ? Table(rawValue: self.path[1]) : nil
    }
}
