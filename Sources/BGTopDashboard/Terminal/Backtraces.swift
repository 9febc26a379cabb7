#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How the Swift runtime reports a crash.
package enum Backtraces {
    /// Restarts this program once with backtraces that are plain text, because otherwise a crash ends in a prompt that waits
    /// for an answer, on a screen that nobody can read.
    ///
    /// The runtime reads its settings before `main`, so that they can only come from the process before. To be called first
    /// thing in `main`, before there are threads or open files. The process stays the same one: ID, parent, arguments and exit
    /// code. Returns if somebody has set `SWIFT_BACKTRACE` already, this function before the restart or a person, and if the
    /// system refuses.
    package static func restartOnceWithoutPrompt() {
        guard ProcessEnvironment[Self.variable] == nil, let program = Self.program else { return }
        unsafe setenv(Self.variable, "interactive=no,color=no", 1)
        unsafe execv(program, CommandLine.unsafeArgv)
        unsafe unsetenv(Self.variable)
    }

    private static let variable = "SWIFT_BACKTRACE"

    /// The file that this program was started from, wherever `PATH` found it and whatever it calls itself.
    private static var program: String? {
        let capacity = Int(PATH_MAX)
        var path = [CChar](repeating: 0, count: capacity)
        #if canImport(Darwin)
        var size = UInt32(capacity)
        guard unsafe _NSGetExecutablePath(&path, &size) == 0 else { return nil }
        let length = path.firstIndex(of: 0) ?? 0
        #else
        let length = unsafe readlink("/proc/self/exe", &path, capacity)
        #endif
        guard length > 0 else { return nil }
        return String(decoding: path.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
