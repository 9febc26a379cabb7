#if canImport(Darwin)
package import Darwin
#elseif canImport(Musl)
package import Musl
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
        package let isAbandoned: Bool
        /// Whether nothing lies there.
        package let isMissing: Bool

        package init(_ description: String, isServed: Bool = false) {
            self.init(description, isServed: isServed, isAbandoned: false, isMissing: false)
        }

        init(_ description: String, isServed: Bool = false, isAbandoned: Bool = false, isMissing: Bool = false) {
            self.description = description
            self.isServed = isServed
            self.isAbandoned = isAbandoned
            self.isMissing = isMissing
        }
    }

    /// How many connections may wait to be accepted.
    private static let backlog: Int32 = 64

    /// A socket at `path`, for this user alone, which takes connections. What a process left behind that is gone makes room.
    ///
    /// - Returns: Its descriptor.
    package static func bound(to path: String) throws(Failure) -> Int32 {
        let address = try self.address(of: path)
        return try SocketLock.hold(forFolderOf: path) { () throws(Failure) -> Int32 in
            try self.removeAbandoned(path)
            let descriptor = try self.descriptor()
            guard unsafe self.with(address, { unsafe bind(descriptor, $0, $1) }) == 0 else {
                let reason = errno
                close(descriptor)
                throw Failure("\(path) cannot be made: \(PrivateDirectory.words(for: reason)).", isServed: reason == EADDRINUSE)
            }
            // Nobody can connect before it listens, and then only this user.
            guard unsafe chmod(path, 0o600) == 0, listen(descriptor, self.backlog) == 0 else {
                let reason = errno
                close(descriptor)
                _ = unsafe unlink(path)
                throw Failure("\(path) cannot be made: \(PrivateDirectory.words(for: reason)).")
            }
            return descriptor
        }
    }

    /// A connection to whoever listens at `path`.
    ///
    /// - Parameter patience: How long to wait for them, and for each piece that is read or written.
    package static func connected(to path: String, within patience: timeval) throws(Failure) -> Int32 {
        let address = try self.address(of: path)
        let descriptor = try self.descriptor()
        var patience = patience
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        try self.reach(path, address, descriptor)
        return descriptor
    }

    /// - Throws: Why nobody can be reached; then the descriptor is closed.
    private static func reach(_ path: String, _ address: sockaddr_un, _ descriptor: Int32) throws(Failure) {
        guard unsafe self.with(address, { unsafe connect(descriptor, $0, $1) }) != 0 else { return }
        let reason = errno
        close(descriptor)
        switch reason {
        case ECONNREFUSED: throw Failure("Nobody answers at \(path): its process is gone.", isAbandoned: true)
        case EAGAIN: throw Failure("Who listens at \(path) takes no connection: it may be stopped.", isServed: true)
        default: throw Failure("\(path): \(PrivateDirectory.words(for: reason)).", isMissing: reason == ENOENT)
        }
    }

    /// Removes the sockets in a directory to which nobody listens, left behind by processes that had no time to tidy up.
    ///
    /// Never waits for whoever listens.
    package static func removeAbandoned(in directory: PrivateDirectory) {
        SocketLock.hold(for: directory.path) {
            for path in directory.sockets { try? self.removeAbandoned(path) }
        }
    }

    /// Makes room for a socket at `path`, where one was left behind. With the lock of its folder: a socket that is being made has
    /// nobody yet who listens.
    ///
    /// - Throws: If something else lies there.
    private static func removeAbandoned(_ path: String) throws(Failure) {
        guard let file = SocketFile(path) else {
            guard unsafe access(path, F_OK) == 0 else { return }
            throw Failure("\(path) is there already, and is no socket.")
        }
        let address = try self.address(of: path)
        let descriptor = try self.descriptor()
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        do {
            try self.reach(path, address, descriptor)
        } catch {
            // Whoever cannot be reached for another reason may be there all the same.
            guard error.isAbandoned else { throw error }
            return file.remove()
        }
        close(descriptor)
        throw Failure("\(path) is served by another process.", isServed: true)
    }

    private static func descriptor() throws(Failure) -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #else
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw Failure("No socket can be made: \(PrivateDirectory.words(for: errno)).") }
        #if canImport(Darwin)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #endif
        return descriptor
    }

    private static func address(of path: String) throws(Failure) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        if let objection = self.objection(toLengthOf: path) { throw Failure(objection) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return address
    }

    private static func with(_ address: sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe withUnsafePointer(to: address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
