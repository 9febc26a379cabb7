import CPseudoterminal
import Foundation
import Testing

/// Somebody who has started a program of this package in a terminal, types, and reads along.
final class Person {
    private let terminal: Int32
    private let process: pid_t
    private var status: Int32?
    /// Everything that was shown, from the start.
    private(set) var shown = ""
    /// How much of that has been asked about.
    private var seen = 0

    /// Long enough for a machine that is busy with other things; nobody ever waits for it to pass.
    private static let patience: TimeInterval = 120

    init(at program: String) throws {
        var path = [CChar](repeating: 0, count: 128)
        self.terminal = unsafe pseudoterminal_open(&path, 128)
        let nowhere = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nowhere) }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let program = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(program).path
        let variables = ["TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"]
        var arguments = unsafe [strdup(program), nil]
        var environment = unsafe variables.map { unsafe strdup($0) } + [nil]
        defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
        self.process = unsafe pseudoterminal_spawn(&path, nowhere, program, &arguments, &environment)
        try #require(self.terminal >= 0 && self.process > 0)
        self.resize(rows: 24, columns: 80)
    }

    deinit {
        if self.status == nil {
            kill(self.process, SIGKILL)
            waitpid(self.process, nil, 0)
        }
        close(self.terminal)
    }

    func resize(rows: UInt16, columns: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafe ioctl(self.terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until `text` is shown.
    func see(_ text: String) throws {
        let limit = Date(timeIntervalSinceNow: Self.patience)
        while !self.shown.contains(text) { try #require(Date() < limit && self.look(), "\(self.shown)") }
    }

    /// Whether that is in what was shown, since this was last asked.
    func hasSeen(_ pattern: Regex<some Any>) -> Bool {
        defer { self.seen = self.shown.utf8.count }
        return String(decoding: self.shown.utf8.dropFirst(self.seen), as: UTF8.self).contains(pattern)
    }

    /// Types `text`, and waits until something is shown.
    func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        try #require(unsafe write(self.terminal, bytes, bytes.count) == bytes.count)
        try #require(self.look(), "\(self.shown)")
    }

    /// Reads on until the program has ended, and no longer than is reasonable.
    ///
    /// - Returns: What it ended with: its exit code, or the number of the signal as a negative one.
    func watchToTheEnd() -> Int32 {
        let limit = Date(timeIntervalSinceNow: Self.patience)
        while Date() < limit, self.look() { continue }
        if Date() >= limit { kill(self.process, SIGKILL) }
        if self.status == nil {
            var status: Int32 = 0
            unsafe waitpid(self.process, &status, 0)
            self.status = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
        }
        return self.status ?? -1
    }

    /// Takes what is shown next.
    ///
    /// - Returns: Whether there was anything in reasonable time; there is nothing when the program has ended.
    private func look() -> Bool {
        var entry = pollfd(fd: self.terminal, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, Int32(Self.patience * 1_000)) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe read(self.terminal, &bytes, bytes.count)
        guard count > 0 else { return false }
        self.shown += String(decoding: bytes[..<count], as: UTF8.self)
        return true
    }
}
