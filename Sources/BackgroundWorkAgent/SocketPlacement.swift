import BackgroundWorkWire
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Finds a place for a process's socket.
struct SocketPlacement {
    /// There is none, and why, as a sentence.
    struct Nowhere: Error, CustomStringConvertible {
        let reasons: [String]

        var description: String {
            "There is no place for the socket at which viewers could attach: " + self.reasons.joined(separator: " ")
                + " $BGTOP_SOCKET can name another."
        }
    }

    private let named: String?
    private let directories: [PrivateDirectory]

    /// - Parameter path: The one place where it is to be; nil for the first that can be used.
    init(_ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let search = SocketSearch(environment: environment, user: geteuid())
        self.named = path ?? search.named
        self.directories = search.directories
    }

    /// - Parameter passedOver: Called with a sentence for each directory that is there, comes before, and cannot be used.
    /// - Returns: A socket's descriptor, and its path.
    func place(passedOver: (String) -> Void = { _ in }) throws -> (descriptor: Int32, path: String) {
        if let named { return (try UnixSocket.bound(to: named), named) }
        var reasons: [(text: String, isOfOneThatIsThere: Bool)] = []
        for directory in self.directories {
            do {
                try directory.create()
                let place = try Self.place(in: directory)
                for reason in reasons where reason.isOfOneThatIsThere { passedOver(reason.text) }
                return place
            } catch {
                reasons.append(("\(error)", directory.exists))
            }
        }
        throw Nowhere(reasons: reasons.map(\.text))
    }

    private static func place(in directory: PrivateDirectory) throws -> (Int32, String) {
        // What processes left behind that were killed: nobody else would tidy up.
        UnixSocket.removeAbandoned(in: directory)
        var last: (any Error)?
        for path in directory.socketPaths(of: getpid()) {
            do {
                return (try UnixSocket.bound(to: path), path)
            } catch {
                guard error.isServed else { throw error }
                last = error
            }
        }
        throw last ?? Nowhere(reasons: [])
    }
}
