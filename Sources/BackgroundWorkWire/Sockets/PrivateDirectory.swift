#if canImport(Darwin)
package import Darwin
#elseif canImport(Musl)
package import Musl
#else
package import Glibc
#endif

/// A directory that nobody but its user can enter, with one socket for each process.
package struct PrivateDirectory: Hashable, Sendable {
    /// Why the directory is of no use, as a sentence.
    package struct Unusable: Error, Hashable, CustomStringConvertible {
        package let description: String

        package init(_ description: String) {
            self.description = description
        }
    }

    package let parent: String
    package let name: String

    package init(parent: String, name: String) {
        self.parent = parent
        self.name = name
    }

    package var path: String { self.parent.hasSuffix("/") ? self.parent + self.name : "\(self.parent)/\(self.name)" }

    /// Makes the directory if it is not there, in a parent that is.
    ///
    /// - Throws: ``Unusable``, also where it is there and somebody else could have put something into it.
    package func create() throws(Unusable) {
        guard unsafe mkdir(self.path, 0o700) != 0, errno != EEXIST else { return try self.check(ofUser: geteuid()) }
        let reason = errno
        throw Unusable("\(self.path) cannot be made: \(Self.words(for: reason)).")
    }

    /// Looks whether the directory is what it should be: whoever can write into it decides what a viewer sees.
    ///
    /// - Parameter user: Whose it has to be; nil where anybody's will do, as for root.
    package func check(ofUser user: uid_t?) throws(Unusable) {
        var status = stat()
        // Not what a link leads to: the link may be somebody else's.
        guard unsafe lstat(self.path, &status) == 0 else {
            let reason = errno
            throw Unusable("\(self.path): \(Self.words(for: reason)).")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw Unusable("\(self.path) is no directory.") }
        if let user, status.st_uid != user {
            throw Unusable("\(self.path) belongs to user \(status.st_uid), not to user \(user).")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Unusable("\(self.path) can be entered by others: its mode has to be 700.")
        }
    }

    /// Whether there is anything at its place, be it a link that leads nowhere.
    package var exists: Bool {
        var status = stat()
        return unsafe lstat(self.path, &status) == 0
    }

    /// The paths of what could be a socket in it, in an order that does not change; none if it cannot be read.
    package var sockets: [String] {
        guard let directory = unsafe opendir(self.path) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX)) { unsafe String(cString: $0) }
            }
            if name.hasSuffix(Self.suffix) { names.append(name) }
        }
        return names.sorted().map { "\(self.path)/\($0)" }
    }

    static let suffix = ".sock"

    /// Where a process puts its socket: the first of the paths that is free.
    package func socketPaths(of process: pid_t) -> [String] {
        let stem = "\(self.path)/\(process)"
        // Processes of different containers may have one number and share the directory.
        return [stem + Self.suffix] + (2...9).map { "\(stem)-\($0)\(Self.suffix)" }
    }

    static func words(for code: Int32) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
