import BackgroundWorkWire
import NIOCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Channel {
    /// Who is at the other end of a socket of this machine, as the system knows it; fails where it does not.
    var peer: EventLoopFuture<Peer> {
        guard let options = self as? any SocketOptionProvider else {
            return self.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        #if canImport(Darwin)
        // SOL_LOCAL has no name in Swift.
        let credentials: EventLoopFuture<xucred> = options.unsafeGetSocketOption(
            level: .init(rawValue: 0),
            name: .init(rawValue: LOCAL_PEERCRED)
        )
        return credentials.map { Peer(user: $0.cr_uid, processID: nil) }
        #else
        let credentials: EventLoopFuture<Credentials> = options.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: SO_PEERCRED)
        )
        return credentials.map { Peer(user: $0.user, processID: $0.process > 0 ? $0.process : nil) }
        #endif
    }
}

#if !canImport(Darwin)
/// `struct ucred`, which the C library shows to programs that ask for its extensions only: see unix(7).
private struct Credentials {
    let process: pid_t
    let user: uid_t
    let group: gid_t
}
#endif
