#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What there is to know about the person at this terminal and about this process.
enum LocalFacts {
    /// The name of the user that this process runs as; nil if the system has none for it.
    static var loginName: String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        let failure = unsafe getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &found)
        guard failure == 0, unsafe found != nil, let name = unsafe entry.pw_name else { return nil }
        return unsafe String(cString: name)
    }

    static var processID: Int32 { getpid() }

    /// How far east of Greenwich this machine's clock is at the moment.
    static var utcOffset: Duration {
        var now = time(nil)
        var local = unsafe tm()
        guard unsafe localtime_r(&now, &local) != nil else { return .zero }
        return unsafe .seconds(local.tm_gmtoff)
    }
}
