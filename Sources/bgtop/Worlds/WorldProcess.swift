import BGTopDashboard
import BGTopTeaching
import BackgroundWorkEvents
import Dispatch
import Foundation
import Synchronization

/// A process of this program as one of two worlds, and what is heard of it.
///
/// It ends with this process, however this one ends: it reads from a pipe whose other end is only here.
final class WorldProcess: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let code: Int32

        /// One sentence for a person.
        var description: String { "A process cannot be started: \(unsafe String(cString: strerror(self.code)))." }
    }

    private struct State {
        /// What nobody has asked for yet.
        var news: [WorldNews] = []
        /// Whether the number of the process may be another one's by now.
        var isReaped = false
        /// What it reads from; closed when it is to end.
        var lifeline: Int32?
    }

    private let processID: pid_t
    private let state: Mutex<State>
    private let isGone = DispatchSemaphore(value: 0)

    /// - Throws: ``Failure``.
    init(_ kind: World.Kind, seed: UInt64) throws {
        let (lifeline, ledger) = try Self.pipes()
        defer {
            close(lifeline.reader)
            close(ledger.writer)
        }
        do {
            let arguments = ["bgtop", "world", kind.rawValue, "--seed", "\(seed)"]
            self.processID = try Self.spawn(arguments, input: lifeline.reader, output: ledger.writer)
        } catch {
            close(lifeline.writer)
            close(ledger.reader)
            throw error
        }
        let started = WorldNews.started(processID: self.processID, at: .monotonicNow)
        self.state = Mutex(State(news: [started], lifeline: lifeline.writer))
        Thread.detachNewThread { self.listen(to: ledger.reader) }
    }

    /// What has been heard of it since the last time, in order.
    func news() -> [WorldNews] {
        self.state.withLock { state in
            defer { state.news = [] }
            return state.news
        }
    }

    /// Asks it to end, if it is there.
    func askToEnd() {
        self.state.withLock { state in
            guard !state.isReaped else { return }
            state.news.append(.askedToEnd(at: .monotonicNow))
            kill(self.processID, SIGTERM)
        }
    }

    /// Ends it, whatever it does, and returns when it is gone. Further calls do nothing.
    func end() {
        let isEnding = self.state.withLock { state in
            guard let lifeline = state.lifeline.take() else { return false }
            close(lifeline)
            if !state.isReaped { kill(self.processID, SIGKILL) }
            return true
        }
        if isEnding { self.isGone.wait() }
    }

    // MARK: - Listening

    /// Blocks the thread until the process has ended and all is read that it wrote.
    private func listen(to ledger: Int32) {
        var lines = LineSplitter()
        while let bytes = Self.read(from: ledger) {
            let entries = lines.split(bytes).compactMap { LedgerEntry(line: $0) }
            self.state.withLock { $0.news += entries.map(WorldNews.wrote) }
        }
        close(ledger)
        self.state.withLock { $0.news.append(.closed) }
        self.waitForEnd()
        self.isGone.signal()
    }

    private func waitForEnd() {
        var information = unsafe siginfo_t()
        // Not reaped by this: until it is, its number is no other one's, and whoever wants to send it a signal may.
        while unsafe waitid(P_PID, id_t(self.processID), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        let instant = TaskInstant.monotonicNow
        self.state.withLock { state in
            var status: Int32 = 0
            while unsafe waitpid(self.processID, &status, 0) == -1, errno == EINTR {}
            let signal = status & 0x7F
            state.news.append(.ended(signal == 0 ? .returned((status >> 8) & 0xFF) : .signal(signal), at: instant))
            state.isReaped = true
        }
    }

    /// What there is, or comes next; nil where nothing more can come.
    private static func read(from descriptor: Int32) -> [UInt8]? {
        let capacity = 4_096
        while true {
            var count = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, length in
                count = unsafe Foundation.read(descriptor, buffer.baseAddress, capacity)
                length = max(0, count)
            }
            if count > 0 { return bytes }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    // MARK: - Starting

    private static func pipes() throws -> (lifeline: PipeEnds, ledger: PipeEnds) {
        let lifeline = try PipeEnds()
        do {
            return (lifeline, try PipeEnds())
        } catch {
            close(lifeline.reader)
            close(lifeline.writer)
            throw error
        }
    }

    /// The file that this process was started from, also where it has been replaced since.
    private static var program: String {
        #if canImport(Darwin)
        Bundle.main.executablePath ?? CommandLine.arguments[0]
        #else
        "/proc/self/exe"
        #endif
    }

    private static func spawn(_ arguments: [String], input: Int32, output: Int32) throws -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)

        // Whatever signals this thread is kept from, and whatever is made of them here: SIGTERM and a broken pipe end it.
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var strings = unsafe arguments.map { unsafe strdup($0) }
        defer { unsafe strings.forEach { unsafe free($0) } }
        unsafe strings.append(nil)
        var variables = unsafe ProcessInfo.processInfo.environment.map { unsafe strdup("\($0.key)=\($0.value)") }
        defer { unsafe variables.forEach { unsafe free($0) } }
        unsafe variables.append(nil)
        var processID = pid_t()
        let code = unsafe posix_spawn(&processID, self.program, &actions, &attributes, &strings, &variables)
        guard code == 0 else { throw Failure(code: code) }
        return processID
    }
}
