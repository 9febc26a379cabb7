import CPseudoterminal
import Foundation
import Testing

/// A program in a pseudo-terminal that reports on descriptor 3 what it does; usually `terminal-probe`.
final class Probe {
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    let terminal: Pseudoterminal
    let process: pid_t
    /// What the terminal was told to show, from the start.
    private(set) var shown = ""
    /// How much of that has been looked at.
    private var seen = 0
    private let reports: FileHandle
    /// What has been reported, from where it has not been looked at.
    private var unread: ArraySlice<UInt8> = []
    private var ending: Ending?

    /// Long enough for a machine that is busy with other things; no test ever waits for it to pass.
    private static let patience: TimeInterval = 180

    static var program: String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("terminal-probe").path
    }

    init(
        program: String = Probe.program,
        _ arguments: [String] = [],
        environment: [String: String?] = [:],
        terminal: Pseudoterminal? = nil
    ) throws {
        self.terminal = try terminal ?? Pseudoterminal()
        let pipe = Pipe()
        self.reports = pipe.fileHandleForReading
        var variables = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        ]
        for (name, value) in environment { variables[name] = value }
        var argumentList = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var environmentList = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer { unsafe (argumentList + environmentList).forEach { unsafe free($0) } }
        self.process = unsafe pseudoterminal_spawn(
            self.terminal.path,
            pipe.fileHandleForWriting.fileDescriptor,
            program,
            &argumentList,
            &environmentList
        )
        try #require(self.process > 0)
    }

    deinit {
        if self.ending == nil {
            kill(self.process, SIGKILL)
            waitpid(self.process, nil, 0)
        }
    }

    /// Types `text` and waits until the probe has reported each of `reports`, in this order; others may lie between.
    func type(_ text: String, until reports: String...) throws {
        self.terminal.type(text)
        for report in reports { try self.wait(for: report) }
    }

    /// Waits for a report that begins with `prefix`. What the probe wrote to the terminal before has been read then.
    @discardableResult
    func wait(for prefix: String, readingScreen: Bool = true) throws -> String {
        let limit = Date(timeIntervalSinceNow: Self.patience)
        while Date() < limit {
            while let line = self.nextReport() {
                guard line.hasPrefix(prefix) else { continue }
                while readingScreen, self.read(waiting: 0) {}
                return line
            }
            self.read(waiting: 100, readingScreen: readingScreen)
        }
        throw Missing(what: prefix, shown: self.shown)
    }

    /// Waits until all of `reports` have come, in any order; others may lie between.
    func wait(forAll reports: Set<String>) throws {
        var missing = reports
        while !missing.isEmpty { missing.remove(try self.wait(for: "")) }
    }

    /// Waits until `text` is shown, after what was taken last.
    func wait(toSee text: String) throws {
        let limit = Date(timeIntervalSinceNow: Self.patience)
        while !self.unseen.contains(text) {
            guard Date() < limit else { throw Missing(what: text, shown: self.shown) }
            self.read(waiting: 100)
        }
    }

    /// Waits for the end.
    func end(readingScreen: Bool = true) throws -> Ending {
        let limit = Date(timeIntervalSinceNow: Self.patience)
        while self.ending == nil {
            guard Date() < limit else { throw Missing(what: "the end", shown: self.shown) }
            self.read(waiting: 10, readingScreen: readingScreen)
            var status: Int32 = 0
            if unsafe waitpid(self.process, &status, WNOHANG) == self.process {
                self.ending = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
            }
        }
        while self.read(waiting: 0) {}
        return try #require(self.ending)
    }

    /// What was shown since the last call, or since the start.
    func takeShown() -> String {
        while self.read(waiting: 0) {}
        defer { self.seen = self.shown.utf8.count }
        return self.unseen
    }

    private var unseen: String { String(decoding: self.shown.utf8.dropFirst(self.seen), as: UTF8.self) }

    struct Missing: Error, CustomStringConvertible {
        let what: String
        let shown: String
        var description: String {
            "waited in vain for \(what.debugDescription); the terminal shows \(self.shown.debugDescription)"
        }
    }
}

extension Probe {
    private func nextReport() -> String? {
        guard let end = self.unread.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        // Only where it begins moves: moving megabytes up for each of a hundred thousand lines takes half a minute.
        defer { self.unread = self.unread[(end + 1)...] }
        return String(decoding: self.unread[..<end], as: UTF8.self)
    }

    /// Takes what has come of the screen and the reports.
    ///
    /// - Returns: Whether there was any.
    @discardableResult
    private func read(waiting milliseconds: Int32, readingScreen: Bool = true) -> Bool {
        var entries = [self.reports.fileDescriptor, readingScreen ? self.terminal.master : -1].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        guard unsafe poll(&entries, 2, milliseconds) > 0 else { return false }
        let reported = entries[0].revents == 0 ? [] : Self.bytes(from: self.reports.fileDescriptor)
        let shown = entries[1].revents == 0 ? [] : Self.bytes(from: self.terminal.master)
        self.unread += reported
        self.shown += String(decoding: shown, as: UTF8.self)
        return !reported.isEmpty || !shown.isEmpty
    }

    private static func bytes(from descriptor: Int32) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, unsafe Foundation.read(descriptor, buffer.baseAddress, 1 << 16))
        }
    }
}
