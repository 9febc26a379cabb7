import Foundation
import Synchronization

/// A socket that keeps a port on 127.0.0.1 for as long as it lives.
final class ListeningSocket: Sendable {
    struct Failure: Error {
        let call: String
        let code: Int32
    }

    let port: Int
    private let descriptor: Int32

    /// - Parameter port: 0 for whichever the system gives.
    init(port: Int = 0) throws {
        #if canImport(Darwin)
        let stream = SOCK_STREAM
        #else
        let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        #endif
        self.descriptor = socket(AF_INET, stream, 0)
        // A program that another test starts meanwhile must not keep it open.
        _ = fcntl(self.descriptor, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(descriptor, generic, length) == 0
                    && listen(descriptor, 1) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        self.port = Int(in_port_t(bigEndian: address.sin_port))
        guard isListening else { throw Failure(call: "listen", code: errno) }
    }

    deinit {
        close(self.descriptor)
    }

    /// Keeps the first of a thousand ports, and with it all of them, for this run of the tests: one beside it cannot listen there, and
    /// takes another thousand.
    private static let first: ListeningSocket? = {
        for thousand in (20...29).shuffled() {
            if let socket = try? ListeningSocket(port: thousand * 1_000) { return socket }
        }
        return nil
    }()
    private static let given = Atomic(0)

    /// A port that was free a moment ago, and is given to nobody else: neither to another caller or run nor, since it is below those,
    /// by the system to a client's connection.
    static func freePort() -> Int {
        guard let first = Self.first else { fatalError("All ports from 20000 to 29999 have their runs of these tests.") }
        while true {
            let port = first.port + 1 + Self.given.add(1, ordering: .relaxed).oldValue % 999
            if (try? ListeningSocket(port: port)) != nil { return port }
        }
    }
}
