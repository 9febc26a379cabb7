import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// When settings are saved, and what is said of them, in a dashboard on a terminal.
@Suite struct SettingsKeeperTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        self.directory = try TemporaryDirectory()
        self.path = self.directory.path("bgtop/settings.json")
    }

    private static let start = TaskInstant(nanoseconds: 1_000_000_000)

    private func keys(_ keys: Key..., after delay: Duration = .zero) -> ScriptedTerminal.Step {
        .after(delay, keys.map(TerminalInput.key))
    }

    private let tick = ScriptedTerminal.Step.after(.milliseconds(100), [])

    @discardableResult
    private func run(_ steps: [ScriptedTerminal.Step], settings: Dashboard.Options.SettingsPlace? = nil) -> ScriptedTerminal {
        let terminal = ScriptedTerminal(steps)
        self.run(on: terminal, settings: settings ?? .file(self.path))
        return terminal
    }

    private func run(on terminal: ScriptedTerminal, settings: Dashboard.Options.SettingsPlace) {
        let source = ScriptedSource()
        let options = Dashboard.Options(place: .attached, settings: settings)
        let dashboard = Dashboard(source: source, control: source, options: options)
        _ = dashboard.run(on: terminal, clock: MonotonicClock { terminal.now }, wake: {})
    }

    @Test func `what was changed is found the next time`() throws {
        let first = self.run([self.keys("C", .home, .down, " ", .escape), self.tick])
        #expect(!first.text.contains(" STATE "))
        let second = self.run([self.tick])
        #expect(second.text.contains(" NAME ") && !second.text.contains(" STATE "))
    }

    @Test func `it is saved at once, and once a second where much is changed`() throws {
        let (directory, path) = (self.directory, self.path)
        let saved: @Sendable () -> String? = { SettingsFile(path).load().settings.preferences.sorting[.tasks]?.column }
        self.run([
            self.keys("<"), self.tick, .then { #expect(saved() == "NAME") },
            self.keys("<"), self.tick, self.keys("<"), self.tick, .then { #expect(saved() == "NAME") },
            .after(.seconds(1), []), self.tick, .then { #expect(saved() == "ID") },
        ])
        #expect(try directory.names == ["bgtop"])
    }

    @Test func `who leaves before that has it saved, too`() {
        self.run([self.keys("<", "q")])
        #expect(SettingsFile(self.path).load().settings.preferences.sorting[.tasks] == Sorting(column: "NAME"))
    }

    @Test func `who leaves has the terminal back before a disk is waited for`() throws {
        let terminal = ScriptedTerminal([self.keys("<", "q")])
        var files: [String]?
        terminal.onGivenBack = { files = try? self.directory.names }
        self.run(on: terminal, settings: .file(self.path))
        #expect(files == [])
        #expect(try self.directory.names == ["bgtop"])
    }

    @Test func `who changes nothing makes no file`() throws {
        self.run([self.tick, self.keys("C", .down, .escape), self.tick, self.keys("q")])
        #expect(try self.directory.names == [])
    }

    @Test func `without settings nothing is read, and nothing is written`() throws {
        self.run(
            [self.keys("<"), .after(.seconds(2), []), self.tick, self.keys("q")],
            settings: Dashboard.Options.SettingsPlace.none
        )
        #expect(try self.directory.names == [])
    }

    @Test func `thresholds and what is kept are as the file has them`() throws {
        let (settings, problems) = try self.load("{\"warnings\": {\"failures\": 9}, \"retention\": {\"logLines\": 7}}")
        let model = Model(viewer: Scene.viewer, size: Shot.small, settings: settings)
        #expect(problems == [])
        #expect(model.store.thresholds.failures == 9 && model.store.retention.logLines == 7)
    }

    private func load(_ text: String) throws -> (settings: Settings, problems: [SettingsProblem]) {
        try self.directory.write(text, to: "settings.json")
        return SettingsFile(self.directory.path("settings.json")).load()
    }

    // MARK: - What is said

    @Test func `what is wrong with the file stands above the keys, and all of it in the log`() throws {
        try self.directory.write("{\"theme\": 5, \"sort\": {\"tasks\": 1, \"names\": 2}}", to: "settings.json")
        let place = Dashboard.Options.SettingsPlace.file(self.directory.path("settings.json"))
        let terminal = self.run([self.tick], settings: place)
        let words = terminal.text.split { " \n".contains($0) }.joined(separator: " ")
        #expect(words.contains("settings.json: sort.tasks is 1: a column such as \"AGE\""))
        #expect(words.contains("And 2 more: 5 has all."))
        let log = self.run([self.keys("5")], settings: place).text
        for name in ["sort.tasks", "sort.names", "theme"] { #expect(log.contains("settings.json: \(name) is ")) }
    }

    @Test func `that nothing can be saved is said once, and everything goes on`() throws {
        try self.directory.write("", to: "bgtop")
        let second = ScriptedTerminal.Step.after(.seconds(1), [])
        let terminal = self.run([
            self.keys("<"), second, self.tick, self.keys("<"), second, self.tick, self.keys("<"), second, self.tick, self.tick,
        ])
        let complaint = "Its folder cannot be opened"
        let texts = terminal.frames.map(\.frame.text)
        #expect(texts.contains { $0.contains(complaint) })
        #expect(!terminal.text.contains(complaint))
        #expect(texts.count > 3)
    }

    @Test func `a change replaces an earlier one of the same setting`() {
        var unsaved = UnsavedSettings()
        let now = Self.start
        let change = { (name: String, value: String) in SettingsChange(path: [name], value: .string(value)) }
        unsaved.add([change("c", "1")])
        #expect(unsaved.take(at: now) == [change("c", "1")])
        unsaved.add([change("a", "1"), change("b", "1")])
        unsaved.add([change("a", "2")])
        #expect(unsaved.take(at: now + .milliseconds(999)) == [])
        #expect(unsaved.take(at: now + .seconds(1)) == [change("b", "1"), change("a", "2")])
        #expect(unsaved.take(at: now + .seconds(9)) == [])
        #expect(unsaved.take(at: nil) == [])
    }
}
