import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension ProcessDescription {
    /// This process.
    static func current(name: String, at now: TaskInstant) -> ProcessDescription {
        ProcessDescription(
            name: name,
            processID: getpid(),
            host: Self.ownHost,
            user: Self.userName,
            startedAt: now
        )
    }

    /// As many threads as there are cores online, whatever share of them the process may use, and never so few that one blocking task
    /// stops all others.
    static var defaultPoolWidth: Int {
        max(2, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    private static var userName: String {
        let userID = getuid()
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var storage = [CChar](repeating: 0, count: 4_096)
        let name: String? = unsafe storage.withUnsafeMutableBufferPointer { buffer in
            let code = unsafe getpwuid_r(userID, &entry, buffer.baseAddress!, buffer.count, &found)
            guard code == 0, unsafe found != nil, let name = unsafe entry.pw_name else { return nil }
            return unsafe String(cString: name)
        }
        return name ?? "uid \(userID)"
    }
}
