import BackgroundWorkWire
import TestSupport
import Testing

/// What the commands print of a server that means harm.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `A server that means harm` {
    private static let attack = "\u{1B}]52;c;AAAA\u{7}\u{1B}[2J\u{9B}31m\u{202E}evil\nbgtop: all is well"

    @Test(arguments: [["attach", "--plain"], ["snapshot"], ["events"], ["wait", "--until", "running==0"]])
    func `is refused in one line that no terminal obeys`(command: [String]) async throws {
        let version = Hello.Version(major: Hello.Version.current.major + 1, minor: 0)
        let server = try FakeServer([FakeServer.hello(version: version, software: Self.attack)])
        let result = try await RunningProgram(Program.bgtop, command + [server.path]).result()
        #expect(result.exitCode == 69)
        Self.expectHarmless(result.errors, lines: 1)
        #expect(result.errors.contains("speaks version \(version.major) of the protocol"))
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [["snapshot"], ["events"], ["wait", "--until", "running>0"]])
    func `tells why in one line that no terminal obeys`(command: [String]) async throws {
        let server = try FakeServer([FakeServer.hello(), FrameWriter.frame(refusal: Self.attack)])
        let result = try await RunningProgram(Program.bgtop, command + [server.path]).result()
        #expect(result.exitCode == 69)
        Self.expectHarmless(result.errors, lines: 1)
        #expect(result.errors.contains("evil"))
        withExtendedLifetime(server) {}
    }

    @Test func `is listed in two lines, whatever it calls itself`() async throws {
        let server = try FakeServer([FakeServer.hello(named: Self.attack)])
        let list = try await RunningProgram("/usr/bin/env", ["BGTOP_SOCKET=\(server.path)", Program.bgtop, "list"]).result()
        #expect(list.exitCode == 0)
        Self.expectHarmless(list.output, lines: 5)
        withExtendedLifetime(server) {}
    }

    private static func expectHarmless(_ text: String, lines: Int) {
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == lines + 1, "\(LegibleText(text))")
        let isHarmless = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
        }
        #expect(isHarmless, "\(LegibleText(text))")
    }
}
