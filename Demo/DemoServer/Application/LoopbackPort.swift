import ArgumentParser
import Foundation
import NIOCore

/// Finds the port that the demo listens on.
enum LoopbackPort {
    static let usual = 8_080...8_179

    /// How often the system is asked for a port. Nobody else is given the one that it named, but somebody may take it.
    private static let attempts = 10

    /// Goes through the ports that may be meant until somebody listens.
    ///
    /// - Parameters:
    ///   - wanted: The port, 0 for whichever the system gives, nil for the first free one of the usual ones.
    ///   - listen: Tries to listen on a port that was free a moment ago, and is never 0; nil if it was taken meanwhile, by another
    ///     demo for example that was started at the same time.
    /// - Throws: A sentence, if there is none; and what `listen` throws.
    static func find<Listener>(_ wanted: Int?, listen: (Int) throws -> Listener?) throws -> Listener {
        let candidates = wanted.map { Array(repeating: $0, count: $0 == 0 ? self.attempts : 1) } ?? Array(self.usual)
        for candidate in candidates {
            if let port = self.free(candidate), let listener = try listen(port) { return listener }
        }
        guard let wanted else {
            throw ValidationError("No port from 8080 to 8179 on 127.0.0.1 is free; choose one with --port.")
        }
        guard wanted != 0 else {
            throw ValidationError("The system gives no free port on 127.0.0.1; choose one with --port.")
        }
        throw ValidationError("Port \(wanted) on 127.0.0.1 cannot be had: it is taken or not allowed; choose another one.")
    }

    /// Whether this is how a server fails whose port somebody else has.
    static func isTaken(_ error: any Error) -> Bool {
        (error as? IOError)?.errnoCode == EADDRINUSE
    }

    /// Listens on the port as the server will, and gives it back at once.
    ///
    /// - Returns: The port, which is the system's choice for 0; nil if it is not free.
    private static func free(_ port: Int) -> Int? {
        #if canImport(Darwin)
        let stream = SOCK_STREAM
        #else
        let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // The server sets it too: a port whose last connections are still being forgotten is free.
        var reuse: Int32 = 1
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            let isListening = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe bind(descriptor, generic, length) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
            return isListening ? unsafe Int(in_port_t(bigEndian: pointer.pointee.sin_port)) : nil
        }
    }
}
