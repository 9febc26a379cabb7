import Foundation
import TestSupport
import Testing

@testable import BGTopDashboard

/// The settings file on a real disk.
@Suite struct SettingsFileTests {
    private static let sorted = SettingsChange(path: ["sort", "tasks"], value: .string("BUSY"))
    private static let text = "{\n  \"sort\": {\n    \"tasks\": \"BUSY\"\n  }\n}\n"

    private let directory: TemporaryDirectory
    private let file: SettingsFile

    init() throws {
        self.directory = try TemporaryDirectory()
        self.file = SettingsFile(self.directory.path("settings.json"))
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func words(_ problems: [SettingsProblem]) -> String {
        problems.map { $0.words(file: "settings.json") }.joined(separator: "\n")
    }

    // MARK: - Reading

    @Test(arguments: [nil, "", " \n", "{}"] as [String?])
    func `where there is nothing the defaults are used, and nothing is said`(text: String?) throws {
        if let text { try self.directory.write(text, to: "settings.json") }
        #expect(self.file.load().settings == Settings())
        #expect(self.file.load().problems == [])
    }

    @Test func `what is saved is read`() throws {
        #expect(self.file.save([Self.sorted]) == [])
        #expect(try self.directory.text("settings.json") == Self.text)
        #expect(self.file.load().settings.preferences == Preferences(sorting: [.tasks: Sorting(column: "BUSY")]))
    }

    @Test(
        arguments: [
            ("{\n  \"sort\": {},\n}", "settings.json, line 3: a name in double quotes is expected."),
            ("[1]", "settings.json, line 1: settings stand in braces, and this is a list."),
            ("\u{0}", "settings.json, line 1: a value is expected"),
            (LegibleText(String(repeating: " ", count: 10_000_000)), "settings.json: It is larger than 64 KB"),
        ] as [(LegibleText, String)]
    )
    func `a file that is broken is told, and never written to`(broken: LegibleText, words: String) throws {
        let text = broken.text
        try self.directory.write(text, to: "settings.json")
        let (settings, problems) = self.file.load()
        #expect(settings == Settings())
        #expect(self.words(problems).hasPrefix(words))
        #expect(self.words(problems).hasSuffix("The defaults are used, and nothing is saved until that is mended."))
        #expect(self.words(self.file.save([Self.sorted])).hasPrefix(words))
        #expect(try self.directory.text("settings.json") == text)
        #expect(try self.directory.names == ["settings.json"])
    }

    @Test func `text that is not UTF-8 is told, and never written to`() throws {
        let bytes = Data([0x7B, 0xFF, 0x7D])
        try bytes.write(to: URL(fileURLWithPath: self.file.path))
        #expect(self.words(self.file.load().problems).contains("no text in UTF-8"))
        #expect(self.words(self.file.save([Self.sorted])).contains("Changes are not saved"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: self.file.path)) == bytes)
    }

    @Test func `a folder in its place, and a pipe, are told and not waited for`() throws {
        try FileManager.default.createDirectory(atPath: self.file.path, withIntermediateDirectories: false)
        #expect(self.words(self.file.load().problems).hasPrefix("settings.json: It is a folder. The defaults"))
        #expect(self.words(self.file.save([Self.sorted])) == "settings.json: It is a folder. Changes are not saved.")
        let pipe = SettingsFile(self.directory.path("pipe"))
        #expect(unsafe mkfifo(pipe.path, 0o600) == 0)
        #expect(self.words(pipe.load().problems).hasPrefix("settings.json: It is no file."))
    }

    @Test(.enabled(if: geteuid() != 0, "nothing is forbidden to root"))
    func `a file that may not be read is told`() throws {
        try self.directory.write(Self.text, to: "settings.json")
        unsafe chmod(self.file.path, 0)
        #expect(self.words(self.file.load().problems).contains("It cannot be read: Permission denied."))
    }

    // MARK: - Changing

    @Test func `as soon as a broken file is mended it is written to again`() throws {
        try self.directory.write("{", to: "settings.json")
        #expect(self.file.save([Self.sorted]) != [])
        try self.directory.write("{}", to: "settings.json")
        #expect(self.file.save([Self.sorted]) == [])
        #expect(try self.directory.text("settings.json") == Self.text)
    }

    @Test func `of two dashboards the last one to change a setting wins, and only that setting`() throws {
        let theme = SettingsChange(path: ["theme"], value: .string("default"))
        #expect(self.file.save([Self.sorted]) == [])
        #expect(self.file.save([theme]) == [])
        #expect(self.file.save([SettingsChange(path: Self.sorted.path, value: .string("KIDS"))]) == [])
        let preferences = self.file.load().settings.preferences
        #expect(preferences == Preferences(sorting: [.tasks: Sorting(column: "KIDS")], theme: .standard))
    }

    @Test func `of many who write at once nobody's change is lost`() async throws {
        let file = self.file
        await withTaskGroup { group in
            for number in 0..<16 {
                group.addTask { file.save([SettingsChange(path: ["mine", "\(number)"], value: .number("\(number)"))]) }
            }
            for await problems in group { #expect(problems == []) }
        }
        guard case .object(let root) = try JSONParser.parse(try self.directory.text("settings.json")),
            case .object(let mine) = root["mine"]
        else {
            Issue.record("There is no group.")
            return
        }
        #expect(Set(mine.members.map(\.key)) == Set((0..<16).map(String.init)))
        #expect(try self.directory.names == ["settings.json"])
    }

    @Test func `what is not understood is not replaced, and the rest is saved`() throws {
        let text =
            "{\"sort\": {\"tasks\": [\"AGE\", \"NAME\"], \"names\": 5}, \"columns\": 7, \"warnings\": {\"failures\": -1}}"
        try self.directory.write(text, to: "settings.json")
        let problems = self.file.save([
            Self.sorted, SettingsChange(path: ["columns", "tasks", "hide"], value: .array([.string("STATE")])),
            SettingsChange(path: ["theme"], value: .string("default")),
        ])
        #expect(
            self.words(problems) == """
                settings.json: sort.tasks is not understood, so sort.tasks is not saved.
                settings.json: columns is not understood, so columns.tasks.hide is not saved.
                """
        )
        let now = try JSONParser.parse(try self.directory.text("settings.json"))
        guard case .object(var expected) = try JSONParser.parse(text) else { return }
        expected.apply(SettingsChange(path: ["theme"], value: .string("default")))
        #expect(now == .object(expected))
    }

    @Test func `a change that makes no difference writes nothing`() throws {
        let text = "{ \"sort\": { \"tasks\": \"BUSY\" } }"
        try self.directory.write(text, to: "settings.json")
        #expect(self.file.save([Self.sorted]) == [])
        #expect(try self.directory.text("settings.json") == text)
    }

    // MARK: - The disk

    @Test func `the file and the folders that had to be made are for nobody else`() throws {
        let file = SettingsFile(self.directory.path("a/b/settings.json"))
        #expect(file.save([Self.sorted]) == [])
        #expect(try self.mode(file.path) == 0o600)
        for folder in ["a", "a/b"] { #expect(try self.mode(self.directory.path(folder)) == 0o700) }
    }

    @Test(arguments: ["dotfiles/bgtop.json", "ABSOLUTE/dotfiles/bgtop.json"])
    func `a link stays a link, and what it leads to is changed`(target: String) throws {
        let target = target.replacing("ABSOLUTE", with: self.directory.path)
        try FileManager.default.createSymbolicLink(atPath: self.directory.path("middle"), withDestinationPath: target)
        try FileManager.default.createSymbolicLink(atPath: self.file.path, withDestinationPath: "middle")
        // At first it leads to nothing.
        #expect(self.file.load().problems == [])
        #expect(self.file.save([Self.sorted]) == [])
        #expect(try self.directory.text("dotfiles/bgtop.json") == Self.text)
        #expect(self.file.save([SettingsChange(path: Self.sorted.path, value: nil)]) == [])
        #expect(try self.directory.text("dotfiles/bgtop.json") == "{}\n")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: self.file.path) == "middle")
        #expect(try self.directory.names == ["dotfiles", "middle", "settings.json"])
    }

    @Test func `a link that leads in a circle is told`() throws {
        try FileManager.default.createSymbolicLink(atPath: self.file.path, withDestinationPath: "settings.json")
        #expect(self.words(self.file.load().problems).contains("It cannot be read: Too many levels of symbolic links."))
        #expect(self.words(self.file.save([Self.sorted])).contains("Too many levels of symbolic links. Changes are not saved."))
    }

    @Test func `where there can be no folder it is told`() throws {
        try self.directory.write("", to: "file")
        let file = SettingsFile(self.directory.path("file/bgtop/settings.json"))
        #expect(
            self.words(file.save([Self.sorted]))
                == "settings.json: Its folder cannot be made: Not a directory. Changes are not saved."
        )
    }

    @Test(.enabled(if: geteuid() != 0, "nothing is forbidden to root"))
    func `a folder that may not be written is told, and the file stays`() throws {
        try self.directory.write("{}", to: "settings.json")
        unsafe chmod(self.directory.path, 0o500)
        defer { unsafe chmod(self.directory.path, 0o700) }
        #expect(self.words(self.file.save([Self.sorted])).contains("Its folder cannot be written: Permission denied."))
        #expect(try self.directory.text("settings.json") == "{}")
    }

    @Test(.enabled(if: FullDisk.isAvailable, "a file system of a few bytes can be had by root alone"))
    func `a full disk is told, the file stays, and nothing is left behind`() throws {
        let disk = try FullDisk(at: self.directory.path)
        defer { disk.remove() }
        try self.directory.write(Self.text, to: "settings.json")
        try disk.fill()
        let change = SettingsChange(path: ["sort", "names"], value: .string("ENDED"))
        let words = self.words(self.file.save([change]))
        #expect(words == "settings.json: It cannot be written: No space left on device. Changes are not saved.")
        #expect(try self.directory.text("settings.json") == Self.text)
        #expect(try self.directory.names == [FullDisk.filler, "settings.json"])
    }

    @Test func `whoever is killed while writing leaves a whole file, and the next one can write`() async throws {
        let path = self.file.path
        #expect(self.file.save([Self.sorted]) == [])
        for delay: UInt32 in [1, 3, 6, 10, 15] {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as UInt32] in
                Thread.detachNewThread {
                    usleep(delay * 1_000)
                    kill(getpid(), SIGKILL)
                }
                let file = SettingsFile(path)
                for number in 0... {
                    _ = file.save([
                        SettingsChange(path: ["mine"], value: .string(String(repeating: "\(number % 10)", count: 30_000)))
                    ])
                }
            }
            let (settings, problems) = self.file.load()
            #expect(settings.preferences.sorting == [.tasks: Sorting(column: "BUSY")] && problems == [])
        }
        #expect(self.file.save([SettingsChange(path: ["mine"], value: nil)]) == [])
        #expect(try self.directory.text("settings.json") == Self.text)
    }

    @Test func `what somebody who was killed left behind does no harm`() throws {
        try self.directory.write("{\"sort\": {\"ta", to: ".bgtop.aaaaaa")
        #expect(self.file.load().settings == Settings())
        #expect(self.file.save([Self.sorted]) == [])
        #expect(try self.directory.text("settings.json") == Self.text)
    }

    // MARK: - Where it is

    @Test(
        arguments: [
            (["XDG_CONFIG_HOME": "/x", "HOME": "/home/ann"], "/x/bgtop/settings.json"),
            (["HOME": "/home/ann"], "/home/ann/.config/bgtop/settings.json"),
            (["XDG_CONFIG_HOME": "", "HOME": "/home/ann"], "/home/ann/.config/bgtop/settings.json"),
            (["XDG_CONFIG_HOME": "x", "HOME": "/home/ann"], "/home/ann/.config/bgtop/settings.json"),
            (["XDG_CONFIG_HOME": "x"], nil), (["HOME": "ann"], nil), (["HOME": ""], nil), ([:], nil),
        ] as [([String: String], String?)]
    )
    func `it is where the XDG specification wants it`(environment: [String: String], path: String?) {
        #expect(SettingsFile(.standard) { environment[$0] }?.path == path)
    }

    @Test func `no settings are anybody's unless they are asked for`() {
        #expect(Dashboard.Options().settings == .none)
        #expect(SettingsFile(.none) { _ in "/home/ann" } == nil)
        #expect(SettingsFile(.file("mine.json")) { _ in "/home/ann" }?.path == "mine.json")
    }

    @Test(arguments: [
        ("/home/ann/.config/bgtop/settings.json", "~/.config/bgtop/settings.json"), ("/homes/x.json", "/homes/x.json"),
        (
            "/a/very/long/path/that/goes/on/and/on/and/on/bgtop/settings.json",
            "…/that/goes/on/and/on/and/on/bgtop/settings.json"
        ),
    ])
    func `a message calls it by a short name`(path: String, name: String) {
        #expect(SettingsFile(path).name { $0 == "HOME" ? "/home/ann" : nil } == name)
    }
}
