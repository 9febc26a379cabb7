import Foundation

/// Starts programs and waits for them.
///
/// Foundation's `Process` hears of an end only when everything that the program has started has ended as well.
enum Spawn {
    struct Failure: Error {
        let program: String
        let code: Int32
    }

    /// As this process has it, but for the home: nobody's settings are there to be read, and none can be written.
    private static let environment = ProcessInfo.processInfo.environment
        .merging(["HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null"]) { _, new in new }
        .map { "\($0)=\($1)" }

    /// - Returns: The new process, which has to be waited for.
    static func run(_ arguments: [String], output: String, errors: String) throws -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

        // The calling thread is one of a pool, which blocks the very signals that the program is meant to get.
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
        var pid = pid_t()
        var variables = unsafe self.environment.map { unsafe strdup($0) }
        defer { unsafe variables.forEach { unsafe free($0) } }
        unsafe variables.append(nil)
        let code = unsafe posix_spawn(&pid, arguments[0], &actions, &attributes, &strings, &variables)
        guard code == 0 else { throw Failure(program: arguments[0], code: code) }
        return pid
    }

    /// Blocks the thread until the process has ended.
    ///
    /// - Returns: What it returned, or minus the number of the signal that ended it.
    static func wait(for pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }
}
