#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Peer {
    /// Who is at the other end of a socket of this machine.
    ///
    /// - Returns: Nil where the system does not know.
    package init?(ofSocket descriptor: Int32) {
        #if canImport(Darwin)
        var credentials = xucred()
        var size = socklen_t(MemoryLayout<xucred>.size)
        // SOL_LOCAL has no name in Swift.
        guard unsafe getsockopt(descriptor, 0, LOCAL_PEERCRED, &credentials, &size) == 0 else { return nil }
        var process: pid_t = 0
        size = socklen_t(MemoryLayout<pid_t>.size)
        let isKnown = unsafe getsockopt(descriptor, 0, LOCAL_PEERPID, &process, &size) == 0
        self.init(user: credentials.cr_uid, processID: isKnown && process > 0 ? process : nil)
        #else
        var credentials = Credentials()
        var size = socklen_t(MemoryLayout<Credentials>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else { return nil }
        self.init(user: credentials.user, processID: credentials.process > 0 ? credentials.process : nil)
        #endif
    }
}

#if !canImport(Darwin)
/// `struct ucred`, which the C library shows to programs that ask for its extensions only: see unix(7).
private struct Credentials {
    /// 0 for one whose number means nothing here: it runs in another namespace.
    var process: pid_t = 0
    var user: uid_t = 0
    var group: gid_t = 0
}
#endif
