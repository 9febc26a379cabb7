import ArgumentParser
import BGTopDashboard
import Testing

@testable import DemoServer

struct `The options of the demo` {
    @Test(arguments: [
        (["--port", "99999"], "--port must be a number from 0 (any free port) to 65535."),
        (["--port", "-1"], "--port must be a number from 0 (any free port) to 65535."),
        (["--rate", "-1"], "--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second."),
        (["--rate", "1e-300"], "--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second."),
        (["--rate", "nan"], "--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second."),
        (["--rate", "inf"], "--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second."),
        (["--max-running", "0"], "--max-running must be a number from 1 to 1000000 tasks."),
        (["--max-queued", "-1"], "--max-queued must be a number from 0 (nothing waits) to 1000000 tasks."),
        (["--grace", "-3"], "--grace must be a number from 0 (cancel at once) to 86400 seconds."),
        (["--grace", "nan"], "--grace must be a number from 0 (cancel at once) to 86400 seconds."),
        (["--duration", "0"], "--duration must be a number above 0 and up to 86400 seconds."),
        (["--duration", "nan"], "--duration must be a number above 0 and up to 86400 seconds."),
    ])
    func `a bad value is answered with one sentence that names the option`(arguments: [String], sentence: String) {
        let error = #expect(throws: (any Error).self) { try DemoOptions.parse(arguments) }
        guard let error else { return }
        #expect(DemoOptions.message(for: error) == sentence)
        #expect(DemoOptions.exitCode(for: error).rawValue == 64)
    }

    @Test(arguments: [
        ("--rate", "x", "0 (no requests) or a number from 0.001 to 100000 requests a second"),
        ("--port", "99999999999999999999", "a number from 0 (any free port) to 65535"),
        ("--max-running", "many", "a number from 1 to 1000000 tasks"),
        ("--max-queued", "1.5", "a number from 0 (nothing waits) to 1000000 tasks"),
        ("--grace", "20s", "a number from 0 (cancel at once) to 86400 seconds"),
        ("--duration", "long", "a number above 0 and up to 86400 seconds"),
        ("--seed", "-1", "a whole number from 0 to 18446744073709551615"),
        ("--scenario", "haunted-house", "blocked-exit, blocked-pool, small-queue or orphans"),
        ("--theme", "solarized", "default, dark, light, colour-blind or colour-blind-light"),
    ])
    func `of what cannot be read one sentence says what is allowed`(option: String, value: String, allowed: String) {
        let error = #expect(throws: (any Error).self) { try DemoOptions.parse([option, value]) }
        guard let error else { return }
        let message = DemoOptions.message(for: error)
        #expect(message.hasPrefix("The value '\(value)' is invalid for '\(option) <"))
        #expect(message.hasSuffix(">': it must be \(allowed)."))
        #expect(DemoOptions.exitCode(for: error).rawValue == 64)
    }

    @Test func `settings are where everybody's are, in a file of one's own, or nowhere`() throws {
        #expect(try DemoOptions.parse([]).dashboardOptions.settings == .standard)
        #expect(try DemoOptions.parse(["--settings", "mine.json"]).dashboardOptions.settings == .file("mine.json"))
        #expect(try DemoOptions.parse(["--settings", "./none"]).dashboardOptions.settings == .file("./none"))
        let clean = try DemoOptions.parse(["--settings", "none"]).dashboardOptions.settings
        #expect(clean == Dashboard.Options.SettingsPlace.none)
        #expect(throws: (any Error).self) { try DemoOptions.parse(["--settings", ""]) }
    }

    @Test func `the dashboard says what a scenario asks, and how to answer where that is allowed`() throws {
        #expect(try DemoOptions.parse([]).dashboardOptions.assignment == nil)
        let asked = try DemoOptions.parse(["--scenario", "orphans"]).dashboardOptions.assignment
        #expect(asked == "Which name's tasks leave work behind? Press a to accuse one.")
        let readOnly = try DemoOptions.parse(["--scenario", "orphans", "--read-only"]).dashboardOptions.assignment
        #expect(readOnly == "Which name's tasks leave work behind?")
    }

    @Test(arguments: [["--report", "xml"], ["--color", "blue"], ["--frobnicate"]])
    func `what cannot be read at all is refused too`(arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try DemoOptions.parse(arguments) }
        guard let error else { return }
        #expect(!DemoOptions.message(for: error).isEmpty)
        #expect(DemoOptions.exitCode(for: error).rawValue == 64)
    }

    @Test func `without options there is a load, and a seed that makes it the same every time`() throws {
        let options = try DemoOptions.parse([])
        #expect(options.rate > 0)
        #expect(options.seed == 1)
        #expect(options.port == nil)
        #expect(!options.headless)
        #expect(options.report == .text)
    }

    @Test func `the help says what is taken without an option`() throws {
        let help = DemoOptions.helpMessage(columns: 500)
        let options = try DemoOptions.parse([])
        for (name, value) in [
            ("rate", "\(options.rate)"), ("max-running", "\(options.maxRunning)"), ("max-queued", "\(options.maxQueued)"),
            ("grace", "\(options.grace)"), ("seed", "\(options.seed)"),
        ] {
            let line = try #require(help.split(separator: "\n").first { $0.hasPrefix("  --\(name) <") })
            #expect(line.hasSuffix("(default: \(value))"))
        }
    }

    @Test func `the limits themselves are allowed`() throws {
        let options = try DemoOptions.parse([
            "--rate", "0", "--port", "0", "--max-running", "1", "--max-queued", "0", "--grace", "0", "--duration", "0.1",
        ])
        #expect(options.rate == 0)
        #expect(options.maxQueued == 0)
        #expect(options.grace == 0)
    }
}
