#if canImport(Darwin)
package import Darwin
#elseif canImport(Musl)
package import Musl
#else
package import Glibc
#endif

/// The process at the other end of a socket, as the system knows it: nothing of this can be made up.
package struct Peer: Hashable, Sendable {
    package let user: uid_t
    /// Nil where the system does not say.
    package let processID: pid_t?

    package init(user: uid_t, processID: pid_t?) {
        self.user = user
        self.processID = processID
    }

    /// Whether it may look at a process of `user`: the same user may, and root.
    package func mayWatch(processOf user: uid_t) -> Bool {
        self.user == user || self.user == 0
    }
}
