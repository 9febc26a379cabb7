import BackgroundWorkWire

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Asks whoever listens at a socket who it is, on the calling thread.
enum Greeting {
    /// - Parameter seconds: How long whoever is there may take.
    /// - Throws: An error whose description is a sentence.
    static func hello(at path: String, within seconds: Int) throws -> Hello {
        let descriptor = try UnixSocket.connected(to: path, within: timeval(tv_sec: seconds, tv_usec: 0))
        defer { close(descriptor) }
        var reader = FrameReader()
        let deadline = ContinuousClock.now + .seconds(seconds)
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while ContinuousClock.now < deadline {
            if let message = try reader.next() {
                guard case .hello(let hello) = message, hello.process != nil else {
                    throw UnixSocket.Failure("Who listens at \(path) is no server that bgtop can watch.")
                }
                return hello
            }
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                if count == 0 { throw UnixSocket.Failure("Who listens at \(path) hung up: is it this user's, or root's?") }
                break
            }
            reader.append(bytes[..<count])
        }
        throw UnixSocket.Failure("Who listens at \(path) says nothing: it may be stopped.")
    }
}
