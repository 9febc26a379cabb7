import TestSupport
import Testing

@testable import BGTopDashboard

/// What a change in the dashboard makes of a settings file.
@Suite struct SettingsChangeTests {
    private func apply(_ change: (inout Preferences) -> Void, from earlier: Preferences = .init(), to text: String) throws
        -> String
    {
        guard case .object(var root) = try JSONParser.parse(text) else { return "no object" }
        var later = earlier
        change(&later)
        for change in later.changes(since: earlier) { root.apply(change) }
        return JSONValue.object(root).text
    }

    @Test func `only what differs from the defaults is written`() throws {
        let text = try self.apply(
            { preferences in
                preferences.sorting[.names] = Sorting(column: "ENDED", isInverted: true)
                preferences.columns[.tasks] = ColumnChoice(shown: ["POLLS", "KIDS"], hidden: ["FROM"], order: ["NAME"])
            },
            to: "{}"
        )
        #expect(
            text == """
                {
                  "columns": {
                    "tasks": {
                      "show": ["POLLS", "KIDS"],
                      "hide": ["FROM"],
                      "order": ["NAME"]
                    }
                  },
                  "sort": {
                    "names": "ENDED inverted"
                  }
                }

                """
        )
    }

    @Test func `what is as by default again is in the file no more, nor is what it emptied`() throws {
        let earlier = Preferences(
            columns: [.tasks: ColumnChoice(shown: ["POLLS"], order: ["NAME"])],
            sorting: [.tasks: Sorting(column: "BUSY")]
        )
        let text = "{\"columns\": {\"tasks\": {\"show\": [\"POLLS\"], \"order\": [\"NAME\"]}}, \"sort\": {\"tasks\": \"BUSY\"}}"
        #expect(try self.apply({ $0 = Preferences() }, from: earlier, to: text) == "{}\n")
        let some = try self.apply({ $0.columns[.tasks] = ColumnChoice(order: ["NAME"]) }, from: earlier, to: text)
        #expect(some.contains("\"order\": [\"NAME\"]") && !some.contains("show") && some.contains("BUSY"))
    }

    @Test func `nothing is touched but what was changed`() throws {
        let text = """
            {
              "version": 7,
              "sort": {
                "names": "RUNNING",
                "drain": ["LEFT", "RAN"]
              },
              "columns": {
                "tasks": {
                  "widths": {
                    "ID": 9
                  },
                  "hide": []
                }
              },
              "warnings": {
                "stuckAfter": "30s",
                "failures": -1
              },
              "new": null
            }

            """
        let changed = try self.apply({ $0.sorting[.tasks] = Sorting(column: "BUSY") }, to: text)
        #expect(changed == text.replacing("\"names\": \"RUNNING\"", with: "\"tasks\": \"BUSY\",\n    \"names\": \"RUNNING\""))
    }

    @Test func `a column that only a newer version has stays in its list`() throws {
        let earlier = Preferences(columns: [.tasks: ColumnChoice(shown: ["POLLS"])])
        let text = "{\"columns\": {\"tasks\": {\"show\": [\"COLOUR\", \"POLLS\", 7]}}}"
        let changed = try self.apply({ $0.columns[.tasks]?.show("KIDS") }, from: earlier, to: text)
        #expect(changed.contains("[\"POLLS\", \"KIDS\", \"COLOUR\", 7]"))
        #expect(try self.apply({ $0 = Preferences() }, from: earlier, to: text).contains("[\"COLOUR\", 7]"))
    }

    @Test func `groups stand in one order, whichever was changed first`() throws {
        let later = try self.apply({ $0.theme = .dark }, to: "{\"mine\": 1, \"warnings\": {}}")
        let both = try self.apply({ $0.sorting[.tasks] = Sorting(column: "BUSY") }, to: later)
        let positions = ["mine", "sort", "theme", "warnings"].compactMap { both.firstRange(of: "\"\($0)\"")?.lowerBound }
        #expect(positions.count == 4 && positions == positions.sorted())
    }

    @Test func `whatever is changed is read again as it was`() throws {
        var random = SeededGenerator(seed: 9)
        var root = JSONObject()
        var preferences = Preferences()
        for _ in 0..<300 {
            let earlier = preferences
            let table = Table.allCases.randomElement(using: &random) ?? .tasks
            let column = table.columns.randomElement(using: &random) ?? table.columns[0]
            var choice = preferences.columns[table, default: ColumnChoice()]
            switch random.next() % 5 {
            case 0: choice.show(column.title)
            case 1: if !column.isEssential { choice.hide(column.title) }
            case 2: choice.leave(column.title)
            case 3: choice.move(column.title, by: -1, among: table.columns.map(\.title))
            default:
                let sorting = Sorting(column: column.title, isInverted: Bool.random(using: &random))
                if let usual = table.defaultSorting { preferences.sorting[table] = sorting == usual ? nil : sorting }
            }
            preferences.columns[table] = choice == ColumnChoice() ? nil : choice
            for change in preferences.changes(since: earlier) { root.apply(change) }
            let reader = SettingsReader(root)
            #expect(reader.settings.preferences == preferences && reader.problems == [])
        }
    }

    // MARK: - In the dashboard

    @Test func `each change is remembered as one, and at once`() {
        var sitting = Sitting(size: Shot.small)
        sitting.press("<")
        #expect(sitting.takeEffects() == [.remember([SettingsChange(path: ["sort", "tasks"], value: .string("NAME"))])])
        sitting.press("I")
        #expect(
            sitting.takeEffects() == [.remember([SettingsChange(path: ["sort", "tasks"], value: .string("NAME inverted"))])]
        )
        sitting.press("C", "r")
        #expect(sitting.takeEffects() == [.remember([SettingsChange(path: ["sort", "tasks"], value: nil)])])
        sitting.press("C", "C", .home, .down, " ")
        let hidden = SettingsChange(path: ["columns", "tasks", "hide"], value: .array([.string("STATE")]))
        #expect(sitting.takeEffects() == [.remember([hidden])])
        sitting.press(" ")
        #expect(sitting.takeEffects() == [.remember([SettingsChange(path: hidden.path, value: nil)])])
    }

    @Test func `what changes nothing that is kept is not remembered`() {
        var sitting = Sitting(size: Shot.small)
        sitting.run("a")
        sitting.press("C", .down, .up, .escape, "f", "z", "2", "4", "?", .escape)
        sitting.wait(.seconds(5))
        #expect(sitting.takeEffects() == [])
    }

    @Test func `a dashboard is as it was left`() {
        var sitting = Sitting(size: Shot.small)
        sitting.press("<", "I", "C", .home, .down, " ", .right, .escape, "2", ">")
        let settings = Settings(preferences: sitting.model.preferences)
        let model = Model(viewer: Scene.viewer, size: Shot.small, settings: settings)
        #expect(model.preferences == sitting.model.preferences)
        #expect(model.preferences != Preferences())
        #expect(model.seenTitles(of: .tasks, width: 80) == sitting.model.seenTitles(of: .tasks, width: 80))
        #expect(model.tasks.sorting == sitting.model.tasks.sorting && model.names.sorting == sitting.model.names.sorting)
    }
}
