import BGTopStore
import Testing

@testable import BGTopDashboard

/// What a settings file says.
@Suite struct SettingsReaderTests {
    private func read(_ text: String) throws -> SettingsReader {
        guard case .object(let root) = try JSONParser.parse(text) else {
            throw JSONParser.Failure(line: 1, reason: "no object")
        }
        return SettingsReader(root)
    }

    @Test func `everything that can be set is read`() throws {
        let reader = try self.read(
            """
            {
              "columns": {
                "tasks": { "show": ["POLLS", "kids"], "hide": ["FROM"], "order": ["NAME", "ID"] },
                "names": { "hide": ["LONGEST"] },
                "tree": { "order": ["TASK", "ID"] }
              },
              "sort": { "tasks": "BUSY", "names": "ended inverted" },
              "theme": "light",
              "warnings": {
                "longPollsWithin": "15s", "starvedAfter": "250ms", "starvedBeforeFirstPollAfter": "1.5 s", "stuckAfter": "2m",
                "stuckAfterLongestRuns": 5, "stuckMinimumRuns": 50, "overdueAfter": "20s",
                "overdueAfterUsual": 4, "failures": 10, "failedShare": 0.25, "refusalsWithin": "30s",
                "escapedWithin": "1h"
              },
              "retention": { "succeededRows": 10, "unsuccessfulRows": 20, "logLines": 30, "auditEntries": 0, "names": 50 }
            }
            """
        )
        let expected = Settings(
            preferences: Preferences(
                columns: [
                    .tasks: ColumnChoice(shown: ["POLLS", "KIDS"], hidden: ["FROM"], order: ["NAME", "ID"]),
                    .names: ColumnChoice(hidden: ["LONGEST"]),
                    .tree: ColumnChoice(order: ["TASK, ITS PARTS, WHAT IT SUBMITTED", "ID"]),
                ],
                sorting: [.tasks: Sorting(column: "BUSY"), .names: Sorting(column: "ENDED", isInverted: true)],
                theme: .light
            ),
            thresholds: WarningThresholds(
                longPollsWithin: .seconds(15),
                starvedAfter: .milliseconds(250),
                starvedBeforeFirstPollAfter: .milliseconds(1_500),
                stuckAfter: .seconds(120),
                stuckAfterLongestRuns: 5,
                stuckMinimumRuns: 50,
                overdueAfter: .seconds(20),
                overdueAfterUsual: 4,
                failures: 10,
                failedShare: 0.25,
                refusalsWithin: .seconds(30),
                escapedWithin: .seconds(3_600)
            ),
            retention: Retention(succeededRows: 10, unsuccessfulRows: 20, logLines: 30, auditEntries: 0, names: 50)
        )
        #expect(reader.settings == expected)
        #expect(reader.problems == [])
    }

    @Test func `there is a setting for every threshold and for all that is kept`() {
        #expect(Figure<WarningThresholds>.all.count == Mirror(reflecting: WarningThresholds()).children.count)
        #expect(Figure<Retention>.all.count == Mirror(reflecting: Retention()).children.count)
    }

    @Test(arguments: [
        "{}", "{\"columns\": {}, \"sort\": {}, \"warnings\": {}, \"retention\": {}}",
        "{\"sort\": {\"tasks\": \"AGE\", \"names\": \"RUNNING\"}, \"columns\": {\"tasks\": {\"show\": [], \"order\": []}}}",
        "{\"version\": 7, \"columns\": {\"drain\": {\"show\": [1]}, \"tasks\": {\"widths\": {\"ID\": 9}}}, \"warnings\": {\"x\": {}}}",
    ])
    func `what says nothing, or nothing that is known here, is the defaults`(text: String) throws {
        let reader = try self.read(text)
        #expect(reader.settings == Settings())
        #expect(reader.problems == [])
    }

    @Test(arguments: [
        ("{\"warnings\": {\"stuckAfter\": \"-3s\"}}", "warnings.stuckAfter is \"-3s\"", "the default, \"30s\", is used"),
        ("{\"warnings\": {\"stuckAfter\": 30}}", "warnings.stuckAfter is 30: a time from \"1ms\"", "\"30s\""),
        ("{\"warnings\": {\"starvedAfter\": \"0s\"}}", "warnings.starvedAfter is \"0s\"", "\"500ms\", is used"),
        ("{\"warnings\": {\"refusalsWithin\": \"2m\"}}", "a time from \"1s\" to \"60s\" is expected", "\"10s\""),
        ("{\"warnings\": {\"failures\": -1}}", "warnings.failures is -1: a whole number from 1", "the default, 5"),
        ("{\"warnings\": {\"failures\": 1.5}}", "warnings.failures is 1.5", "the default, 5"),
        ("{\"warnings\": {\"failedShare\": 50}}", "a number from 0 to 1", "the default, 0.5"),
        ("{\"warnings\": []}", "warnings is a list: a group", "the defaults are used"),
        ("{\"retention\": {\"logLines\": \"many\"}}", "retention.logLines is \"many\"", "the default, 1000"),
        ("{\"retention\": {\"names\": 99999999999999999999}}", "retention.names is 99999999999999999999", "the default, 1000"),
        ("{\"columns\": \"ID\"}", "columns is \"ID\": a group", "the defaults are used"),
        ("{\"columns\": {\"tasks\": [\"ID\"]}}", "columns.tasks is a list", "the defaults are used"),
        ("{\"columns\": {\"tasks\": {\"show\": \"ID\"}}}", "columns.tasks.show is \"ID\": a list of columns", "left out"),
        ("{\"columns\": {\"tasks\": {\"show\": [\"COLOUR\"]}}}", "columns.tasks.show.0 is \"COLOUR\"", "left out"),
        ("{\"columns\": {\"tasks\": {\"hide\": [\"BUSY\", \"NAME\"]}}}", "columns.tasks.hide.1 is \"NAME\"", "always shown"),
        ("{\"sort\": {\"tasks\": \"COLOUR\"}}", "sort.tasks is \"COLOUR\": a column such as \"AGE\"", "\"AGE\" is used"),
        ("{\"sort\": {\"names\": null}}", "sort.names is null", "\"RUNNING\" is used"),
        ("{\"theme\": \"pink\"}", "theme is \"pink\"", "default is used"), ("{\"theme\": 5}", "theme is 5", "default is used"),
    ])
    func `what is wrong is told, by its name and with what is done instead`(text: String, what: String, instead: String) throws
    {
        let reader = try self.read(text)
        let words = reader.problems.map { $0.words(file: "settings.json") }
        #expect(words.count == 1 && words[0].hasPrefix("settings.json: "))
        #expect(words[0].contains(what) && words[0].contains(instead), "\(words)")
    }

    @Test func `what is wrong costs nothing but itself`() throws {
        let reader = try self.read(
            """
            {"columns": {"tasks": {"show": ["POLLS", 7, "KIDS"], "hide": "FROM"}, "names": 1}, "sort": {"tasks": "BUSY"},
             "warnings": {"stuckAfter": "-1s", "failures": 9}, "retention": {"logLines": {}, "names": 7}}
            """
        )
        #expect(reader.problems.count == 5)
        #expect(reader.settings.preferences.columns == [.tasks: ColumnChoice(shown: ["POLLS", "KIDS"])])
        #expect(reader.settings.preferences.sorting == [.tasks: Sorting(column: "BUSY")])
        #expect(reader.settings.thresholds == WarningThresholds(failures: 9))
        #expect(reader.settings.retention == Retention(names: 7))
    }

    @Test(
        arguments: [
            ("500ms", .milliseconds(500)), ("30s", .seconds(30)), ("1.5s", .milliseconds(1_500)), ("2m", .seconds(120)),
            ("2 min", .seconds(120)), ("1h", .seconds(3_600)), ("0s", .zero), ("", nil), ("30", nil), ("s", nil), ("-3s", nil),
            ("3 s ", nil), ("1e3s", nil), (".5s", nil), ("3d", nil), ("1234567890s", nil), ("30S", nil),
        ] as [(String, Duration?)]
    )
    func `a time is a number with its unit`(text: String, time: Duration?) {
        #expect(Duration(setting: text) == time)
    }

    @Test(arguments: [Duration.milliseconds(1), .milliseconds(500), .seconds(2), .seconds(86_400), .milliseconds(1_500)])
    func `a time that is written is read as the same`(time: Duration) {
        #expect(Duration(setting: time.setting) == time)
    }
}
