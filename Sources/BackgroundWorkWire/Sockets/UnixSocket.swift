#if canImport(Darwin)
package import Darwin
#else
package import Glibc
#endif

/// Sockets that lie in the file system, by their paths.
package enum UnixSocket {
    /// Why a socket cannot be had, as a sentence.
    package struct Failure: Error, Hashable, CustomStringConvertible {
        package let description: String
        /// Whether somebody else serves it.
        package let isServed: Bool
        /// Whether it was left behind by a process that is gone.
        let isAbandoned: Bool

        package init(_ description: String, isServed: Bool = false) {
            self.init(description, isServed: isServed, isAbandoned: false)
        }

        init(_ description: String, isServed: Bool = false, isAbandoned: Bool) {
            self.description = description
            self.isServed = isServed
            self.isAbandoned = isAbandoned
        }
    }

    /// A socket at `path`, for this user alone, to which nobody listens yet. What a process left behind that is gone makes room.
    ///
    /// - Returns: Its descriptor.
    package static func bound(to path: String) throws(Failure) -> Int32 {
        try self.removeStale(path)
        let descriptor = try self.descriptor()
        // Before it has a name: at no moment can others connect to it.
        let isBound = try unsafe self.withAddress(of: path) { address, size in
            unsafe fchmod(descriptor, 0o600) == 0 && bind(descriptor, address, size) == 0
        }
        guard isBound else {
            let reason = errno
            close(descriptor)
            throw Failure("\(path) cannot be made: \(PrivateDirectory.words(for: reason)).", isServed: reason == EADDRINUSE)
        }
        _ = unsafe chmod(path, 0o600)
        return descriptor
    }

    /// A connection to whoever listens at `path`.
    ///
    /// - Parameter patience: How long to wait for them, and for each piece that is read or written.
    package static func connected(to path: String, within patience: timeval) throws(Failure) -> Int32 {
        let descriptor = try self.descriptor()
        var patience = patience
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        let isConnected = try unsafe self.withAddress(of: path) { unsafe connect(descriptor, $0, $1) == 0 }
        guard !isConnected else { return descriptor }
        let reason = errno
        close(descriptor)
        switch reason {
        case ECONNREFUSED: throw Failure("Nobody answers at \(path): its process is gone.", isAbandoned: true)
        case EAGAIN: throw Failure("Who listens at \(path) takes no connection: it may be stopped.", isServed: true)
        default: throw Failure("\(path): \(PrivateDirectory.words(for: reason)).")
        }
    }

    /// What lies at `path` and is a socket to which nobody listens, left behind by a process that had no time to tidy up.
    private static func removeStale(_ path: String) throws(Failure) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw Failure("\(path) is there already, and is no socket.") }
        do {
            close(try self.connected(to: path, within: timeval(tv_sec: 1, tv_usec: 0)))
        } catch {
            // Whoever cannot be reached for another reason may be there all the same.
            guard error.isAbandoned else { throw error }
            _ = unsafe unlink(path)
            return
        }
        throw Failure("\(path) is served by another process.", isServed: true)
    }

    private static func descriptor() throws(Failure) -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #else
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw Failure("No socket can be made: \(PrivateDirectory.words(for: errno)).") }
        return descriptor
    }

    private static func withAddress(
        of path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(Failure) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        if let objection = self.objection(toLengthOf: path) { throw Failure(objection) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
