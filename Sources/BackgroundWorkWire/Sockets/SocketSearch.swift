#if canImport(Darwin)
package import Darwin
#elseif canImport(Musl)
package import Musl
#else
package import Glibc
#endif

/// Where a process can offer itself to viewers, and where they look for it: both by the same list.
package struct SocketSearch: Hashable, Sendable {
    /// What `$BGTOP_SOCKET` names: the one socket, and nothing else is looked at.
    package let named: String?
    /// Directories that only one user may enter, the best first.
    package let directories: [PrivateDirectory]

    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - user: Whose sockets they are.
    package init(environment: [String: String], user: uid_t) {
        let value = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        self.named = value("BGTOP_SOCKET")
        // Only absolute paths count: by its specification a relative one is to be ignored.
        let absolute = { (path: String) in path.hasPrefix("/") }
        // Of several the service manager names, the first is the service's own.
        let ofService = value("RUNTIME_DIRECTORY")?.split(separator: ":").first.map(String.init).filter(absolute)
        let ofUser = value("XDG_RUNTIME_DIR").filter(absolute) ?? "/run/user/\(user)"
        let temporary = value("TMPDIR").filter(absolute) ?? "/tmp"
        self.directories =
            [ofService, ofUser].compactMap(\.self).map { PrivateDirectory(parent: $0, name: "bgtop") }
            + [PrivateDirectory(parent: temporary, name: "bgtop-\(user)")]
    }
}

extension Optional {
    fileprivate func filter(_ condition: (Wrapped) -> Bool) -> Wrapped? {
        self.flatMap { condition($0) ? $0 : nil }
    }
}
