import Foundation
import TestSupport
import Testing

@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The demo's colours` {
    /// What the terminal is asked for.
    private enum Request: Hashable {
        /// One of the first eight, which are whatever a person has made of them.
        case basic(Int)
        /// One of the 256.
        case palette(Int)
        /// Something as a background.
        case background
    }

    @Test(
        arguments: [
            // Nobody wants any, or there are none.
            ("--color never", "", nil),
            ("", "env NO_COLOR=1", nil),
            ("--color always", "env TERM=vt100", nil),
            ("--color always --theme light", "env NO_COLOR=1 TERM=linux", 1...6),
            ("", "env -u NO_COLOR TERM=linux", 1...6),
            ("", "env -u NO_COLOR TERM=xterm-256color", 1...6),
            ("--theme dark", "env -u NO_COLOR TERM=xterm-256color", 16...255),
            ("--theme colour-blind-light", "env -u NO_COLOR TERM=tmux-256color", 16...255),
        ] as [(String, String, ClosedRange<Int>?)]
    )
    func `are those that were asked for, as far as the terminal has them, and its background stays`(
        options: String,
        environment: String,
        colors: ClosedRange<Int>?
    ) async throws {
        let demo = try await RecordedDemo("--rate 60 --grace 1 \(options)", environment: environment)
        try await demo.terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try demo.demo.signal(SIGTERM)
        let (_, bytes) = try await demo.end()
        let requests = Self.requests(in: String(decoding: bytes, as: UTF8.self))
        let allowed = Set((colors.map { Array($0) } ?? []).map { $0 < 8 ? Request.basic($0) : .palette($0) })
        #expect(requests.isSubset(of: allowed))
        #expect(requests.isEmpty == allowed.isEmpty)
    }

    /// Every colour that a text with escape sequences selects.
    private static func requests(in text: String) -> Set<Request> {
        var requests: Set<Request> = []
        for match in text.matches(of: /\u{1B}\[([0-9;]*)m/) {
            var codes = match.1.split(separator: ";").compactMap { Int($0) }[...]
            while let code = codes.popFirst() {
                switch code {
                case 30...37: requests.insert(.basic(code - 30))
                case 90...97: requests.insert(.palette(code - 82))
                case 38:
                    let number = codes.dropFirst().first ?? 0
                    requests.insert(number < 8 ? .basic(number) : .palette(number))
                    codes = codes.dropFirst(2)
                case 40...48, 100...107: requests.insert(.background)
                default: break
                }
            }
        }
        return requests
    }
}
